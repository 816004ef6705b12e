using System.Text;
using DomainBlock.Indexing;

namespace DomainBlock.Tests.Indexing;

/// <summary>Keys as texts of '0' and '1', the first bit first: the twin of <see cref="KeyBits"/> that anyone can see through.</summary>
internal static class BitText
{
    public static string Of(scoped in KeyBits key)
    {
        var text = new StringBuilder(key.Length);
        for (int word = 0; word < key.Front.Length; word++)
            Append(text, key.Front[word], Math.Min(64, key.FrontLength - (word * 64)));
        Append(text, key.High, Math.Clamp(key.Length - 64, 0, 64));
        Append(text, key.Low, Math.Min(64, key.Length));
        return text.ToString();
    }

    /// <summary>The words of a key as listings read it.</summary>
    public static string Of(ReadOnlySpan<ulong> words, int length)
    {
        var text = new StringBuilder(length);
        for (int word = 0; word < words.Length; word++)
            Append(text, words[word], Math.Min(64, length - (word * 64)));
        return text.ToString();
    }

    /// <summary>The words, front first, of a text of bits: as listings give them.</summary>
    public static ulong[] ToWords(string bits) =>
        [.. bits.Chunk(64).Select(word => Convert.ToUInt64(new string(word), 2))];

    public static KeyBits ToKey(string bits)
    {
        var key = default(KeyBits);
        foreach (char bit in bits)
            key.Append(bit == '1' ? 1u : 0, 1);
        return key;
    }

    /// <summary>So many bits of a number.</summary>
    public static string Of(ulong bits, int length)
    {
        var text = new StringBuilder(length);
        Append(text, bits, length);
        return text.ToString();
    }

    public static string Random(Random random, int length) =>
        string.Create(length, random, (bits, source) => source.GetItems("01", bits));

    private static void Append(StringBuilder text, ulong bits, int length)
    {
        for (int bit = length - 1; bit >= 0; bit--)
            text.Append((bits >> bit & 1) == 1 ? '1' : '0');
    }
}
