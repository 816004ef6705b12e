namespace DomainBlock.Unicode.Generator;

/// <summary>
/// A three-stage trie from code points to 16-bit values: equal blocks of values are stored once, and so are equal blocks
/// of block numbers. The block sizes are those that give the smallest trie.
/// </summary>
internal sealed class TrieBuilder
{
    private TrieBuilder(int leafBits, int middleBits, byte[] top, ushort[] middle, ushort[] leaves)
    {
        LeafBits = leafBits;
        MiddleBits = middleBits;
        Top = top;
        Middle = middle;
        Leaves = leaves;
    }

    public int LeafBits { get; }

    public int MiddleBits { get; }

    /// <summary>By the code point's upper bits: the number of a block in <see cref="Middle"/>.</summary>
    public byte[] Top { get; }

    /// <summary>Numbers of blocks in <see cref="Leaves"/>.</summary>
    public ushort[] Middle { get; }

    /// <summary>Values.</summary>
    public ushort[] Leaves { get; }

    public int Bytes => Top.Length + (2 * Middle.Length) + (2 * Leaves.Length);

    public static TrieBuilder Smallest(ReadOnlySpan<ushort> values)
    {
        TrieBuilder? best = null;
        for (int leafBits = 2; leafBits <= 6; leafBits++)
        {
            for (int middleBits = 2; middleBits <= 7; middleBits++)
            {
                TrieBuilder? candidate = Build(values, leafBits, middleBits);
                if (candidate is not null && (best is null || candidate.Bytes < best.Bytes))
                    best = candidate;
            }
        }
        return best!;
    }

    private static TrieBuilder? Build(ReadOnlySpan<ushort> values, int leafBits, int middleBits)
    {
        // Whole blocks on every stage; what is added is never looked up.
        int whole = 1 << (leafBits + middleBits);
        var padded = new ushort[(values.Length + whole - 1) / whole * whole];
        values.CopyTo(padded);
        (ushort[] middleValues, ushort[] leaves) = Compact(padded, 1 << leafBits);
        (ushort[] topValues, ushort[] middle) = Compact(middleValues, 1 << middleBits);
        return topValues.Max() > byte.MaxValue
            ? null
            : new TrieBuilder(leafBits, middleBits, [.. topValues.Select(v => (byte)v)], middle, leaves);
    }

    private static (ushort[] Index, ushort[] Blocks) Compact(ushort[] values, int blockSize)
    {
        var index = new List<ushort>();
        var blocks = new List<ushort>();
        var known = new Dictionary<string, ushort>(StringComparer.Ordinal);
        for (int start = 0; start < values.Length; start += blockSize)
        {
            ushort[] block = values[start..(start + blockSize)];
            string key = string.Join(',', block);
            if (!known.TryGetValue(key, out ushort number))
            {
                number = (ushort)known.Count;
                known.Add(key, number);
                blocks.AddRange(block);
            }
            index.Add(number);
        }
        return ([.. index], [.. blocks]);
    }
}
