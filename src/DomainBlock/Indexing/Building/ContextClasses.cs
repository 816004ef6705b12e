using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>
/// Sorts contexts into classes that share a code (k-means with bits as distance): begins with the most frequent contexts, then in turn
/// puts each context into the class whose code writes what follows it in the fewest bits, and makes the codes anew.
/// </summary>
internal static class ContextClasses
{
    /// <summary>After six rounds another saves less than a thousandth.</summary>
    private const int Rounds = 6;

    /// <summary>The rounds look at the most frequent contexts only, which have nine tenths of the text; the others are sorted in once, at the end.</summary>
    private const int ContextsInRounds = 6000;

    private const int ContextsPerPiece = 500;

    /// <summary>Bits are counted in this many parts, and no symbol costs more than 20 bits, so that sums fit 32 bits.</summary>
    private const int FractionBits = 8;

    /// <summary>A context's counts are scaled down to this much together.</summary>
    private const int MaxTotal = 1 << 15;

    /// <summary>What a symbol that a class has not seen counts as, in parts of one occurrence: dear, not impossible.</summary>
    private const int UnseenPart = 50;

    /// <summary>How much work <see cref="Find"/> counts, more or less.</summary>
    public const long WorkAtMost = (Rounds * ContextsInRounds) + (Symbols.Count * LetterModel.ContextsPerGroup);

    /// <summary>Finds classes.</summary>
    /// <param name="counts">For each context how often each symbol follows it.</param>
    /// <param name="classes">How many classes to find; in the end how many there are.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>The class of each context; 0 for those that do not occur.</returns>
    public static byte[] Find(uint[] counts, ref int classes, BuildWork work)
    {
        int contexts = counts.Length / Symbols.Count;
        byte[] classOf = new byte[contexts];
        long[] totals = new long[contexts];
        for (int i = 0; i < counts.Length; i++)
            totals[i / Symbols.Count] += counts[i];
        int[] byFrequency = [.. Enumerable.Range(0, contexts).Where(c => totals[c] > 0).OrderByDescending(c => totals[c])];
        classes = Math.Clamp(byFrequency.Length, 1, classes);
        if (classes == 1)
            return classOf;

        int[] scaled = Scale(counts, totals);
        var sums = new long[classes * Symbols.Count];
        for (int letterClass = 0; letterClass < classes; letterClass++)
        {
            classOf[byFrequency[letterClass]] = (byte)letterClass;
            AddTo(sums, letterClass, counts, byFrequency[letterClass]);
        }
        for (int round = 0; round <= Rounds; round++)
        {
            int[] costs = Costs(sums);
            int sorted = round < Rounds ? Math.Min(ContextsInRounds, byFrequency.Length) : byFrequency.Length;
            work.Share((sorted + ContextsPerPiece - 1) / ContextsPerPiece, piece =>
            {
                ReadOnlySpan<int> mine = byFrequency.AsSpan(piece * ContextsPerPiece, Math.Min(ContextsPerPiece, sorted - (piece * ContextsPerPiece)));
                foreach (int context in mine)
                    classOf[context] = (byte)Cheapest(scaled.AsSpan(context * Symbols.Count, Symbols.Count), costs);
                work.Advance(mine.Length);
            });
            Array.Clear(sums);
            foreach (int context in byFrequency.AsSpan(0, sorted))
                AddTo(sums, classOf[context], counts, context);
        }
        return classOf;
    }

    private static int[] Scale(uint[] counts, long[] totals)
    {
        int[] scaled = new int[counts.Length];
        for (int i = 0; i < counts.Length; i++)
        {
            long total = totals[i / Symbols.Count];
            long count = counts[i];
            if (count > 0)
                scaled[i] = (int)(total <= MaxTotal ? count : Math.Max(1, count * MaxTotal / total));
        }
        return scaled;
    }

    private static void AddTo(long[] sums, int letterClass, uint[] counts, int context)
    {
        for (int symbol = 0; symbol < Symbols.Count; symbol++)
            sums[(letterClass * Symbols.Count) + symbol] += counts[(context * Symbols.Count) + symbol];
    }

    /// <summary>What each symbol costs in each class.</summary>
    private static int[] Costs(long[] sums)
    {
        int[] costs = new int[sums.Length];
        for (int start = 0; start < sums.Length; start += Symbols.Count)
        {
            long total = Symbols.Count;
            foreach (long sum in sums.AsSpan(start, Symbols.Count))
                total += sum * UnseenPart;
            for (int symbol = start; symbol < start + Symbols.Count; symbol++)
            {
                long bits = Log2Table.Log2((ulong)total) - Log2Table.Log2((ulong)((sums[symbol] * UnseenPart) + 1));
                costs[symbol] = (int)Math.Min(bits >> (Log2Table.FractionBits - FractionBits), 20 << FractionBits);
            }
        }
        return costs;
    }

    private static int Cheapest(ReadOnlySpan<int> counts, ReadOnlySpan<int> costs)
    {
        ref int first = ref MemoryMarshal.GetReference(counts);
        Vector256<int> counts0 = Vector256.LoadUnsafe(ref first);
        Vector256<int> counts1 = Vector256.LoadUnsafe(ref first, 8);
        Vector256<int> counts2 = Vector256.LoadUnsafe(ref first, 16);
        Vector256<int> counts3 = Vector256.LoadUnsafe(ref first, 24);
        Vector256<int> counts4 = Vector256.LoadUnsafe(ref first, 32);
        int best = 0;
        int bestCost = int.MaxValue;
        for (int start = 0; start < costs.Length; start += Symbols.Count)
        {
            ref int cost = ref MemoryMarshal.GetReference(costs.Slice(start, Symbols.Count));
            Vector256<int> sum = (counts0 * Vector256.LoadUnsafe(ref cost))
                + (counts1 * Vector256.LoadUnsafe(ref cost, 8))
                + (counts2 * Vector256.LoadUnsafe(ref cost, 16))
                + (counts3 * Vector256.LoadUnsafe(ref cost, 24))
                + (counts4 * Vector256.LoadUnsafe(ref cost, 32));
            int total = Vector256.Sum(sum);
            if (total < bestCost)
            {
                bestCost = total;
                best = start / Symbols.Count;
            }
        }
        return best;
    }
}
