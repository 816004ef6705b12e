using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>
/// Groups the symbol three back, so that a small list need not tell all forty apart: again and again the two groups are merged whose
/// merging makes the text least harder to predict.
/// </summary>
internal static class LetterGroups
{
    private const int ContextCounts = LetterModel.ContextsPerGroup * Symbols.Count;

    /// <summary>Finds groups.</summary>
    /// <param name="afterThree">How often each symbol follows three others.</param>
    /// <param name="groups">How many groups to find, at least one.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>The group of each symbol, numbered by their first symbols.</returns>
    public static byte[] Find(uint[] afterThree, int groups, BuildWork work)
    {
        byte[] groupOf = [.. Enumerable.Range(0, Symbols.Count).Select(s => (byte)s)];
        if (groups == Symbols.Count)
            return groupOf;
        if (groups == 1)
            return new byte[Symbols.Count];

        var alive = Enumerable.Range(0, Symbols.Count).ToList();
        uint[] counts = [.. afterThree];
        long[,] losses = new long[Symbols.Count, Symbols.Count];
        foreach (int left in alive)
        {
            work.Advance(0);
            foreach (int right in alive.Where(r => r > left))
                losses[left, right] = Loss(counts, left, right);
        }
        while (alive.Count > groups)
        {
            work.Advance(0);
            (int into, int from) = alive.SelectMany(l => alive.Where(r => r > l).Select(r => (l, r))).MinBy(p => losses[p.l, p.r]);
            for (int i = 0; i < ContextCounts; i++)
                counts[(into * ContextCounts) + i] += counts[(from * ContextCounts) + i];
            alive.Remove(from);
            groupOf.AsSpan().Replace((byte)from, (byte)into);
            foreach (int other in alive.Where(o => o != into))
                losses[Math.Min(into, other), Math.Max(into, other)] = Loss(counts, Math.Min(into, other), Math.Max(into, other));
        }
        return [.. groupOf.Select(g => (byte)alive.IndexOf(g))];
    }

    /// <summary>How many more bits (in fixed point) the text takes if two groups are not told apart.</summary>
    private static long Loss(uint[] counts, int left, int right)
    {
        long loss = 0;
        for (int context = 0; context < ContextCounts; context += Symbols.Count)
        {
            ReadOnlySpan<uint> one = counts.AsSpan((left * ContextCounts) + context, Symbols.Count);
            ReadOnlySpan<uint> other = counts.AsSpan((right * ContextCounts) + context, Symbols.Count);
            long oneTotal = 0;
            long otherTotal = 0;
            long separate = 0;
            for (int symbol = 0; symbol < Symbols.Count; symbol++)
            {
                oneTotal += one[symbol];
                otherTotal += other[symbol];
                if (one[symbol] != 0 && other[symbol] != 0)
                    separate += Weight(one[symbol]) + Weight(other[symbol]) - Weight((long)one[symbol] + other[symbol]);
            }
            if (oneTotal != 0 && otherTotal != 0)
                loss += Weight(oneTotal + otherTotal) - Weight(oneTotal) - Weight(otherTotal) + separate;
        }
        return loss;
    }

    private static long Weight(long count) => count * Log2Table.Log2((ulong)count);
}
