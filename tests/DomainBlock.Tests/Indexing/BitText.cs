using System.Text;
using DomainBlock.Indexing;

namespace DomainBlock.Tests.Indexing;

/// <summary>Keys as texts of '0' and '1', the first bit first: the twin of <see cref="KeyBits"/> that anyone can see through.</summary>
internal static class BitText
{
    public static string Of(scoped in KeyBits key)
    {
        var text = new StringBuilder(key.Length);
        foreach (ulong word in key.Full)
            Append(text, word, 64);
        Append(text, key.Last, key.LastLength);
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

    public static KeyBits ToKey(string bits, Span<ulong> words)
    {
        var key = new KeyBits(words);
        foreach (char bit in bits)
            key.Append(bit == '1' ? 1u : 0, 1);
        return key;
    }

    public static string Random(Random random, int length) =>
        string.Create(length, random, (bits, source) => source.GetItems("01", bits));

    private static void Append(StringBuilder text, ulong bits, int length)
    {
        for (int bit = length - 1; bit >= 0; bit--)
            text.Append((bits >> bit & 1) == 1 ? '1' : '0');
    }
}
