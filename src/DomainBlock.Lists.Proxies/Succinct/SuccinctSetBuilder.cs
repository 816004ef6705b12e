namespace DomainBlock.Lists.Proxies.Succinct;

/// <summary>Makes the bits and labels of a <see cref="SuccinctSet"/>.</summary>
internal static class SuccinctSetBuilder
{
    /// <summary>Makes a set of keys.</summary>
    /// <param name="keys">At least one key, sorted by octets, each once.</param>
    public static (ulong[] Leaves, ulong[] Shape, byte[] Labels) Build(IReadOnlyList<byte[]> keys)
    {
        var leaves = new List<ulong>();
        var shape = new List<ulong>();
        var labels = new List<byte>();
        int bit = 0;

        // Nodes of one level: the keys that go through each, a range of them. The next level's are found in the same order.
        var level = new List<Range> { 0..keys.Count };
        for (int depth = 0, node = 0; level.Count > 0; depth++)
        {
            var below = new List<Range>();
            foreach (Range range in level)
            {
                int from = range.Start.Value;
                bool isLeaf = keys[from].Length == depth;
                Set(leaves, node++, isLeaf);
                for (int key = isLeaf ? from + 1 : from; key < range.End.Value;)
                {
                    int first = key;
                    byte label = keys[first][depth];
                    while (key < range.End.Value && keys[key][depth] == label)
                        key++;
                    below.Add(first..key);
                    labels.Add(label);
                    Set(shape, bit++, false);
                }
                Set(shape, bit++, true);
            }
            level = below;
        }
        return ([.. leaves], [.. shape], [.. labels]);
    }

    private static void Set(List<ulong> words, int bit, bool value)
    {
        if (bit / 64 == words.Count)
            words.Add(0);
        words[bit / 64] |= (value ? 1UL : 0UL) << (bit % 64);
    }
}
