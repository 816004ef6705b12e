using DomainBlock.Lists.Proxies.Containers;

namespace DomainBlock.Lists.Proxies.Succinct;

/// <summary>
/// A set of strings as sing-box and mihomo write it: a trie whose shape is bits in level order (LOUDS), as of openacid/succinct.
/// <code>
/// keys a, ab, c         nodes, level by level:  0 (root) → a 1, c 2;   1 → b 3;   2;   3
/// labels                acb                     the octet that leads to node 1, 2, 3, …
/// label bitmap          001 01 1 1              of each node a 0 for each child, then a 1
/// leaves                0111                    a 1 for each node at which a key ends
/// </code>
/// Bits stand in words of 64, the lowest first; words are big-endian.
/// </summary>
/// <remarks>
/// No ranks or selects are needed to list the keys. A walk in depth first order enters the nodes of each level from left to right, which is how they are numbered: so
/// a place for each level, which only moves on, says where the walk is. It costs a step a bit and memory for as many places as the longest key has octets.
/// Immutable; walks do not disturb each other. Source of the layout: SagerNet/sing common/domain/set.go, MetaCubeX/mihomo component/trie.
/// </remarks>
internal sealed class SuccinctSet
{
    /// <summary>Octets. A name has 253 code points at most, 1,012 octets in any script; patterns are not much longer. Beyond it a set is no set of names.</summary>
    public const int MaxKeyLength = 4096;

    /// <summary>Octets of all keys together: 20 times what ten million names have. Long keys that share all but their ends take little room in a file, and much time to tell.</summary>
    private const long MaxTotalLength = 4L << 30;

    private const int WordSize = 8;

    private readonly ReadOnlyMemory<byte> _leaves;
    private readonly ReadOnlyMemory<byte> _shape;
    private readonly ReadOnlyMemory<byte> _labels;

    // Where each level begins. The last level has no children: what would be below it begins behind the end.
    private readonly List<Place> _levels = [];

    private SuccinctSet(ReadOnlyMemory<byte> leaves, ReadOnlyMemory<byte> shape, ReadOnlyMemory<byte> labels)
    {
        _leaves = leaves;
        _shape = shape;
        _labels = labels;
    }

    /// <summary>Takes a key that was found.</summary>
    /// <param name="key">The key; valid during the call.</param>
    /// <param name="isFolded">Whether the key for what is below it is in the set, too, and is not told by itself.</param>
    public delegate void Found(ReadOnlySpan<byte> key, bool isFolded);

    /// <summary>A node of a level, by its number, and the bit at which what is said of its children begins.</summary>
    private record struct Place(int Node, int Bit);

    /// <summary>Proves that bytes are a set.</summary>
    /// <param name="leaves">Words of the leaves.</param>
    /// <param name="shape">Words of the label bitmap.</param>
    /// <param name="labels">The labels.</param>
    /// <param name="offset">Where the set begins, for messages.</param>
    /// <exception cref="ContainerException">They contradict each other, or a key is too long.</exception>
    public static SuccinctSet Open(ReadOnlyMemory<byte> leaves, ReadOnlyMemory<byte> shape, ReadOnlyMemory<byte> labels, int offset)
    {
        long nodes = labels.Length + 1L;

        // A 0 for each label, a 1 for each node, and no word more.
        long bits = labels.Length + nodes;
        bool fits = shape.Length == WordsFor(bits) * WordSize && leaves.Length <= WordsFor(nodes) * WordSize;
        if (!fits)
            throw ContainerException.Malformed($"a set of names has {labels.Length} labels, and {shape.Length} bytes for their shape and {leaves.Length} for leaves, which do not go together", offset);
        var set = new SuccinctSet(leaves, shape, labels);
        set.FindLevels((int)nodes, (int)bits, offset);
        return set;
    }

    /// <summary>Finds all keys. Each key is told when the walk leaves it: those below it come first.</summary>
    /// <param name="fold">
    /// An octet that marks, behind a dot, what is below a name. Where a name and what is below it are both keys, they are told as one; null tells all keys as they are.
    /// </param>
    /// <param name="found">Takes the keys.</param>
    /// <exception cref="ContainerException">The keys are too long together.</exception>
    public void Walk(byte? fold, Found found)
    {
        long total = 0;
        var places = _levels.ToArray();
        byte[] key = new byte[places.Length];
        var pending = new bool[places.Length];
        pending[0] = IsLeaf(0);
        int depth = 0;
        while (depth >= 0)
        {
            bool isNodeOver = Bit(_shape.Span, places[depth].Bit++);
            if (isNodeOver)
            {
                if (pending[depth])
                    Tell(depth, isFolded: false);
                depth--;
                continue;
            }

            int node = places[depth + 1].Node++;
            key[depth] = _labels.Span[node - 1];
            depth++;
            pending[depth] = IsLeaf(node);
            bool isBelowKey = pending[depth] && depth >= 2 && key[depth - 1] == fold && key[depth - 2] == '.' && pending[depth - 2];
            if (isBelowKey)
            {
                pending[depth] = pending[depth - 2] = false;
                Tell(depth - 2, isFolded: true);
            }
        }

        void Tell(int length, bool isFolded)
        {
            total += length;
            if (total > MaxTotalLength)
                throw new ContainerException(ListFault.DecompressionLimit, $"The names of a set have more than {MaxTotalLength} octets together. It is made to take time.");
            found(key.AsSpan(0, length), isFolded);
        }
    }

    private static long WordsFor(long bits) => (bits + 63) / 64;

    private static bool Bit(ReadOnlySpan<byte> words, int place) => ((words[(place >> 6 << 3) + 7 - ((place & 63) >> 3)] >> (place & 7)) & 1) != 0;

    private bool IsLeaf(int node) => node >> 3 < _leaves.Length && Bit(_leaves.Span, node);

    /// <summary>Finds where each level begins, and proves that the bits make one trie of all nodes: then no walk can leave them.</summary>
    private void FindLevels(int nodes, int bits, int offset)
    {
        ReadOnlySpan<byte> shape = _shape.Span;
        int bit = 0;
        int node = 0;
        int width = 1;
        while (width > 0)
        {
            if (_levels.Count > MaxKeyLength)
                throw ContainerException.Malformed($"a set of names has a key of more than {MaxKeyLength} octets", offset);
            _levels.Add(new Place(node, bit));
            node += width;
            int below = 0;
            while (width > 0)
            {
                // More children than labels, or an end inside of a level.
                if (bit == bits || node + below > nodes)
                    throw ContainerException.Malformed("a set of names has a shape that is no trie", offset);
                bool isNodeOver = Bit(shape, bit++);
                width -= isNodeOver ? 1 : 0;
                below += isNodeOver ? 0 : 1;
            }
            width = below;
        }
        if (node != nodes || bit != bits)
            throw ContainerException.Malformed($"a set of names ends after {node} of its {nodes} nodes", offset);
        for (int rest = bits; rest < shape.Length * 8; rest++)
        {
            if (Bit(shape, rest))
                throw ContainerException.Malformed("a set of names has bits behind its end", offset);
        }
    }
}
