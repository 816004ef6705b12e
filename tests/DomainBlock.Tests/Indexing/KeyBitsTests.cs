using DomainBlock.Indexing;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

public class KeyBitsTests
{
    // Many short pieces, as codes of letters are, or few long ones; up to more than four words.
    private static readonly Gen<(int Length, int Bits)[]> Pieces =
        from longest in Gen.Choose(1, 12)
        from pieces in Gen.Choose(1, longest).Zip(Gen.Choose(0, ushort.MaxValue)).ArrayOf()
        select Array.ConvertAll(pieces, piece => (piece.Item1, piece.Item2 & ((1 << piece.Item1) - 1)));

    [RuleSetProperty]
    public Property It_is_a_list_of_bits() => Prop.ForAll(Pieces.ToArbitrary(), pieces =>
    {
        // Whatever is in the room does not matter.
        var key = new KeyBits(Room());
        string expected = "";
        foreach ((int length, int bits) in pieces)
        {
            key.Append((uint)bits, length);
            expected += BitText.Of((ulong)bits, length);
            Assert.Equal(expected.Length, key.Length);
        }
        Assert.Equal(expected, BitText.Of(key));

        key.Start(5, 3);
        Assert.Equal("101", BitText.Of(key));
        key.Append(1, 2);
        Assert.Equal("10101", BitText.Of(key));
    });

    [RuleSetProperty]
    public Property Codes_are_appended_as_one_by_one_however_they_are_handed_over() =>
        Prop.ForAll(Pieces.Zip(Gen.Choose(1, 9)).ToArbitrary(), given =>
        {
            (int Length, int Bits)[] pieces = given.Item1;
            var oneByOne = new KeyBits(Room());
            var together = new KeyBits(Room());
            var inParts = new KeyBits(Room());
            foreach ((int length, int bits) in pieces)
                oneByOne.Append((uint)bits, length);
            ushort[] codes = [.. pieces.Select(piece => (ushort)((piece.Length << 12) | piece.Bits))];
            together.Append(codes);
            foreach (ushort[] part in codes.Chunk(given.Item2))
                inParts.Append(part);
            Assert.Equal(BitText.Of(oneByOne), BitText.Of(together));
            Assert.Equal(BitText.Of(oneByOne), BitText.Of(inParts));
        });

    [Fact]
    public void The_longest_key_has_room()
    {
        var key = new KeyBits(Room());
        for (int bit = 0; bit < KeyBits.MaxLength; bit++)
            key.Append((uint)bit & 1, 1);
        Assert.Equal(KeyBits.MaxLength, key.Length);
        Assert.Equal(string.Concat(Enumerable.Repeat("01", KeyBits.MaxLength / 2)), BitText.Of(key));
    }

    private static ulong[] Room()
    {
        ulong[] words = new ulong[KeyBits.MaxWords];
        Array.Fill(words, ulong.MaxValue);
        return words;
    }
}
