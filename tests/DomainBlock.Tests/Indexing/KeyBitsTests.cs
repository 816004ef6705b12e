using DomainBlock.Indexing;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

public class KeyBitsTests
{
    // Many short pieces, as codes of letters are, or few long ones; up to more than four words.
    private static readonly Gen<(int Length, int Bits)[]> Pieces =
        from longest in Gen.Choose(1, 16)
        from pieces in Gen.Choose(0, longest).Zip(Gen.Choose(0, ushort.MaxValue)).ArrayOf()
        select Array.ConvertAll(pieces, piece => (piece.Item1, piece.Item2 & ((1 << piece.Item1) - 1)));

    [RuleSetProperty]
    public Property It_is_a_list_of_bits() => Prop.ForAll(Pieces.ToArbitrary(), pieces =>
    {
        // Whatever is in the room does not matter.
        ulong[] words = new ulong[KeyBits.MaxWords];
        Array.Fill(words, ulong.MaxValue);
        var key = new KeyBits(words);
        string expected = "";
        foreach ((int length, int bits) in pieces)
        {
            key.Append((uint)bits, length);
            expected += length == 0 ? "" : Convert.ToString(bits, 2).PadLeft(length, '0');
            Assert.Equal(expected.Length, key.Length);
            Assert.Equal(expected.Length == 0 ? 0 : ((expected.Length - 1) % 64) + 1, key.LastLength);
        }
        Assert.Equal(expected, BitText.Of(key));

        key.Clear();
        Assert.Equal(0, key.Length);
        key.Append(1, 1);
        Assert.Equal("1", BitText.Of(key));
    });

    [Fact]
    public void The_longest_key_has_room()
    {
        var key = new KeyBits(new ulong[KeyBits.MaxWords]);
        for (int bit = 0; bit < KeyBits.MaxLength; bit++)
            key.Append((uint)bit & 1, 1);
        Assert.Equal(KeyBits.MaxLength, key.Length);
        Assert.Equal(string.Concat(Enumerable.Repeat("01", KeyBits.MaxLength / 2)), BitText.Of(key));
    }
}
