namespace DomainBlock.Indexing.Building;

/// <summary>
/// A canonical prefix code (Huffman, 1952) whose codes have at most so many bits. Ties go by symbol, so that equal counts give equal codes.
/// </summary>
internal static class HuffmanCode
{
    /// <summary>Makes a code.</summary>
    /// <param name="counts">How often each symbol occurs; those that do not get no code.</param>
    /// <param name="maxLength">The most bits of a code; 2^maxLength must be at least the number of symbols that occur.</param>
    /// <returns>For each symbol its code and length; length 0 for those without one. One symbol alone gets one bit.</returns>
    public static (ushort Code, byte Length)[] Build(ReadOnlySpan<long> counts, int maxLength)
    {
        long[] weights = counts.ToArray();
        byte[] lengths = new byte[counts.Length];
        while (!TryFindLengths(weights, lengths, maxLength))
        {
            // Too deep: the rare symbols are made out to be less rare. Ends when all weigh 1, or before.
            for (int i = 0; i < weights.Length; i++)
            {
                if (weights[i] > 0)
                    weights[i] = (weights[i] / 2) + 1;
            }
        }
        return AssignCodes(lengths);
    }

    private static bool TryFindLengths(long[] weights, byte[] lengths, int maxLength)
    {
        int[] symbols = [.. Enumerable.Range(0, weights.Length).Where(s => weights[s] > 0).OrderBy(s => weights[s])];
        if (symbols.Length <= 1)
        {
            foreach (int symbol in symbols)
                lengths[symbol] = 1;
            return true;
        }

        // Leaves come in ascending order, and so do the inner nodes that are made of them: two queues suffice.
        int count = symbols.Length;
        long[] weight = new long[(2 * count) - 1];
        int[] parent = new int[weight.Length];
        for (int i = 0; i < count; i++)
            weight[i] = weights[symbols[i]];
        int leaf = 0;
        int inner = count;
        for (int node = count; node < weight.Length; node++)
        {
            for (int child = 0; child < 2; child++)
            {
                int least = leaf < count && (inner == node || weight[leaf] <= weight[inner]) ? leaf++ : inner++;
                weight[node] += weight[least];
                parent[least] = node;
            }
        }

        byte[] depth = new byte[weight.Length];
        for (int node = weight.Length - 2; node >= 0; node--)
        {
            if (depth[parent[node]] == maxLength)
                return false;
            depth[node] = (byte)(depth[parent[node]] + 1);
        }
        for (int i = 0; i < count; i++)
            lengths[symbols[i]] = depth[i];
        return true;
    }

    /// <summary>Codes of one length follow each other in the order of their symbols, and longer ones follow shorter ones.</summary>
    private static (ushort, byte)[] AssignCodes(byte[] lengths)
    {
        var codes = new (ushort, byte)[lengths.Length];
        int next = 0;
        int previous = 0;
        foreach (int symbol in Enumerable.Range(0, lengths.Length).Where(s => lengths[s] > 0).OrderBy(s => lengths[s]))
        {
            next <<= lengths[symbol] - previous;
            previous = lengths[symbol];
            codes[symbol] = ((ushort)next++, lengths[symbol]);
        }
        return codes;
    }
}
