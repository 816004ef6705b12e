namespace DomainBlock.Lists.Proxies.Tests.Succinct;

/// <summary>The slow and obvious twin of the succinct set, which shares no code with it: a trie of objects, and its bits as text.</summary>
internal sealed class PlainSet
{
    private readonly SortedDictionary<byte, PlainSet> _children = [];
    private bool _isLeaf;

    public PlainSet(IEnumerable<byte[]> keys)
    {
        foreach (byte[] key in keys)
        {
            PlainSet node = this;
            foreach (byte octet in key)
            {
                if (!node._children.TryGetValue(octet, out PlainSet? child))
                    node._children.Add(octet, child = new PlainSet([]));
                node = child;
            }
            node._isLeaf = true;
        }
    }

    /// <summary>Words of the leaves and of the label bitmap, each big-endian, and the labels.</summary>
    public (byte[] Leaves, byte[] Shape, byte[] Labels) Write()
    {
        string leaves = "";
        string shape = "";
        var labels = new List<byte>();
        var queue = new Queue<PlainSet>([this]);
        while (queue.TryDequeue(out PlainSet? node))
        {
            leaves += node._isLeaf ? '1' : '0';
            foreach ((byte label, PlainSet child) in node._children)
            {
                labels.Add(label);
                shape += '0';
                queue.Enqueue(child);
            }
            shape += '1';
        }
        return (Words(leaves), Words(shape), [.. labels]);
    }

    /// <summary>The lowest bit of a word comes first, the highest octet of it stands first.</summary>
    private static byte[] Words(string bits) => [.. bits.Chunk(64).SelectMany(word =>
        Enumerable.Range(0, 8).Reverse().Select(octet => (byte)Enumerable.Range(0, 8).Sum(bit => octet * 8 + bit < word.Length && word[octet * 8 + bit] == '1' ? 1 << bit : 0)))];
}
