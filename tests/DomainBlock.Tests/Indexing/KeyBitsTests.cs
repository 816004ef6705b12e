using DomainBlock.Indexing;
using FsCheck;
using FsCheck.Fluent;

namespace DomainBlock.Tests.Indexing;

public class KeyBitsTests
{
    // Many short pieces, as codes of letters are, or few long ones; up to more than four words.
    private static readonly Gen<(int Length, long Bits)[]> Pieces =
        from longest in Gen.Elements(1, 4, 12, 63)
        from pieces in
            (from length in Gen.Choose(1, longest)
             from high in Gen.Choose(0, int.MaxValue)
             from low in Gen.Choose(0, int.MaxValue)
             select (length, ((long)high << 32 | (uint)low) & ((1L << length) - 1))).ArrayOf()
        select pieces;

    [RuleSetProperty]
    public Property It_is_a_list_of_bits() => Prop.ForAll(Pieces.ToArbitrary(), pieces =>
    {
        KeyBits key = Used();
        string expected = "";
        foreach ((int length, long bits) in pieces)
        {
            key.Append((ulong)bits, length);
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
    public Property It_begins_with_a_run() => Prop.ForAll(Gen.Choose(1, 126).ToArbitrary(), length =>
    {
        string bits = BitText.Random(new Random(length), length);
        KeyBits source = BitText.ToKey(bits);
        KeyBits key = Longest();
        key.Start(new KeyBits.Run(source.High, source.Low, source.Length));
        Assert.Equal(bits, BitText.Of(key));
        key.Append(1, 63);
        Assert.Equal(bits + new string('0', 62) + "1", BitText.Of(key));
    });

    [Fact]
    public void The_longest_key_has_room()
    {
        KeyBits key = Used();
        for (int bit = 0; bit < KeyBits.MaxLength; bit++)
            key.Append((ulong)bit & 1, 1);
        Assert.Equal(KeyBits.MaxLength, key.Length);
        Assert.Equal(string.Concat(Enumerable.Repeat("01", KeyBits.MaxLength / 2)), BitText.Of(key));
    }

    /// <summary>A key that begins anew, after one as long as any: what is left of that does not matter.</summary>
    private static KeyBits Used()
    {
        KeyBits key = Longest();
        key.Start(0, 0);
        return key;
    }

    private static KeyBits Longest()
    {
        var key = default(KeyBits);
        for (int bit = 0; bit < KeyBits.MaxLength; bit++)
            key.Append(1, 1);
        return key;
    }
}
