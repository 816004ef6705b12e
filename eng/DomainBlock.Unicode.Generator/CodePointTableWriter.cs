namespace DomainBlock.Unicode.Generator;

/// <summary>
/// The fused table: one look-up says of a code point that it is disallowed, ignored, valid with these properties, or
/// mapped to that string. The properties of code points that are not valid matter only when a bad name is explained,
/// so they stand apart, as ranges.
/// </summary>
internal static class CodePointTableWriter
{
    private const ushort Disallowed = 0;
    private const ushort Ignored = 1;
    private const ushort FirstClass = 2;

    public static CodeWriter Write(CharacterData data, MappingPool pool)
    {
        int limit = FindLimit(data, out int ignoredFirst, out int ignoredLast);
        var classes = new ClassNumbers();
        for (int c = 0; c < limit; c++)
        {
            if (data.Mappings.Status[c] == MappingStatus.Valid)
                classes.NumberOf(data.Properties[c].Bits);
        }
        List<uint> others = OtherProperties(data, classes);
        int firstMapping = FirstClass + classes.Bits.Count;

        var values = new ushort[limit];
        for (int c = 0; c < limit; c++)
        {
            values[c] = data.Mappings.Status[c] switch
            {
                MappingStatus.Valid => (ushort)(FirstClass + classes.NumberOf(data.Properties[c].Bits)),
                MappingStatus.Mapped => (ushort)(firstMapping + pool.NumberOf(data.Mappings.Mapping[c]!)),
                MappingStatus.Ignored => Ignored,
                _ => Disallowed,
            };
        }
        TrieBuilder trie = TrieBuilder.Smallest(values);

        var code = new CodeWriter("CodePointTable", "What UTS #46 makes of each code point, and what validity asks of it.", data.Version);
        code.Text("UnicodeVersion", "The version of the data.", data.Version);
        code.Constant("Limit", "The trie ends here; above it every code point but those of one range is disallowed.", limit);
        code.Constant("IgnoredFirst", "The first of the ignored code points above the trie.", ignoredFirst);
        code.Constant("IgnoredLast", "The last of the ignored code points above the trie.", ignoredLast);
        code.Constant("LeafBits", "How many bits of a code point choose the value in a block of Leaves.", trie.LeafBits);
        code.Constant("MiddleBits", "How many bits choose the number in a block of Middle.", trie.MiddleBits);
        code.Constant("Disallowed", "The value of a disallowed code point.", Disallowed);
        code.Constant("Ignored", "The value of an ignored code point.", Ignored);
        code.Constant("FirstClass", "The value of a valid code point with the first of the Classes.", FirstClass);
        code.Constant("FirstMapping", "The value of a code point that is mapped to the first string of the pool.", firstMapping);
        code.Octets("Top", "By the upper bits of a code point: a block of Middle.", trie.Top);
        code.Shorts("Middle", "Blocks of numbers of blocks of Leaves.", trie.Middle);
        code.Shorts("Leaves", "Blocks of values.", trie.Leaves);
        code.Words("Classes", "The different property words.", classes.Bits);
        code.Words("OtherProperties", "Of code points that are not valid: the first of a range, shifted by 8, and the number of its class.", others);
        return code;
    }

    private static int FindLimit(CharacterData data, out int ignoredFirst, out int ignoredLast)
    {
        ignoredLast = Array.FindLastIndex(data.Mappings.Status, status => status != MappingStatus.Disallowed);
        if (data.Mappings.Status[ignoredLast] != MappingStatus.Ignored)
            throw new InvalidDataException("The last code point that is not disallowed is not an ignored one: the table's shape no longer fits.");
        ignoredFirst = Array.FindLastIndex(data.Mappings.Status, ignoredLast, status => status != MappingStatus.Ignored) + 1;
        return Array.FindLastIndex(data.Mappings.Status, ignoredFirst - 1, status => status != MappingStatus.Disallowed) + 1;
    }

    private static List<uint> OtherProperties(CharacterData data, ClassNumbers classes)
    {
        var ranges = new List<uint>();
        uint current = uint.MaxValue;
        for (int c = 0; c < CharacterData.CodePoints; c++)
        {
            // A valid code point has its class in the trie, so a range may run across it.
            uint bits = data.Properties[c].Bits;
            if (data.Mappings.Status[c] == MappingStatus.Valid || bits == current)
                continue;
            current = bits;
            int number = classes.NumberOf(bits);
            if (number > byte.MaxValue)
                throw new InvalidDataException("More than 256 property classes: the ranges need a wider number.");
            ranges.Add(((uint)c << 8) | (uint)number);
        }
        return ranges;
    }

    private sealed class ClassNumbers
    {
        private readonly Dictionary<uint, int> _numbers = [];

        public List<uint> Bits { get; } = [];

        public int NumberOf(uint bits)
        {
            if (!_numbers.TryGetValue(bits, out int number))
            {
                number = Bits.Count;
                _numbers.Add(bits, number);
                Bits.Add(bits);
            }
            return number;
        }
    }
}
