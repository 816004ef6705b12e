using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace DomainBlock.Patterns.Literals;

/// <summary>
/// Finds which of any number of literals a text contains, in one pass. Literals of five octets and more are found by a key of five, shorter ones by a key of
/// three: at each place both keys are hashed and one bit is looked up for each. That is all that most names cost.
/// </summary>
internal static class LiteralSearcher
{
    /// <param name="longKeys">The literals of five octets and more.</param>
    /// <param name="shortKeys">The shorter ones.</param>
    /// <param name="text">The text between its ends.</param>
    /// <param name="found">Takes the postings of those found.</param>
    public static void Find(scoped in LiteralIndex longKeys, scoped in LiteralIndex shortKeys, in EndedText text, ref PostingCursors found)
    {
        // Behind the last long key two more are looked for that reach beyond the end; no literal is there.
        ReadOnlySpan<byte> octets = text.Octets[..(text.End - LiteralIndex.ShortKey + sizeof(ulong))];
        ReadOnlySpan<byte> longBits = longKeys.Bitmap;
        ReadOnlySpan<byte> shortBits = shortKeys.Bitmap;
        int longShift = longKeys.BitmapShift;
        int shortShift = shortKeys.BitmapShift;
        for (int place = EndedText.Start; place <= octets.Length - sizeof(ulong); place++)
        {
            ulong word = BinaryPrimitives.ReadUInt64LittleEndian(octets[place..]);
            int longs = LiteralIndex.Look(longBits, longShift, LiteralIndex.Hash(word, LiteralIndex.LongKey));
            int shorts = LiteralIndex.Look(shortBits, shortShift, LiteralIndex.Hash(word, LiteralIndex.ShortKey));
            if ((longs | shorts) != 0)
                FindAt(longKeys, shortKeys, text, place, ref found);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void FindAt(scoped in LiteralIndex longKeys, scoped in LiteralIndex shortKeys, in EndedText text, int place, ref PostingCursors found)
    {
        longKeys.Find(text.Octets, place, LiteralIndex.LongKey, ref found);
        shortKeys.Find(text.Octets, place, LiteralIndex.ShortKey, ref found);
    }
}
