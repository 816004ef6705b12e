using System.Buffers.Binary;
using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>
/// Learns a <see cref="LetterModel"/> from the names: counts what follows each context, groups the letters three back, sorts contexts into
/// classes, and gives each class a Huffman code.
/// </summary>
internal static class LetterModelBuilder
{
    /// <summary>
    /// A larger model predicts better and takes more room; which one is smallest together with the keys was measured on lists of 2,000 to 2,300,000 names. Of the largest ones forty groups change the size by
    /// less than 0.01 bytes a name; but contexts are twice as large as a first cache then, and listed names take 3 to 7 % longer.
    /// </summary>
    private static readonly (int Names, int Groups, int Classes)[] Sizes =
    [
        (500_000, 24, 256),
        (250_000, 16, 256),
        (100_000, 12, 192),
        (50_000, 8, 128),
        (10_000, 2, 32),
        (2_000, 1, 8),
        (0, 1, 1),
    ];

    /// <summary>Learns the model.</summary>
    /// <param name="names">The names, split.</param>
    /// <param name="work">Is told how far it has come; ends it early.</param>
    /// <returns>The section, and for each root the class of the letter that follows it.</returns>
    public static (byte[] Section, byte[] ClassOfRoot) Build(SplitNames names, BuildWork work)
    {
        (_, int groups, int classes) = Array.Find(Sizes, s => names.Count >= s.Names);
        if (classes == 1)
            return (Write(groups, new byte[Symbols.Count], new byte[LetterModel.ContextsPerGroup], [CountAll(names)]), new byte[names.Counts.Length]);
        Count(names, out uint[] afterThree, out uint[] afterRoot, work);
        byte[] groupOf = LetterGroups.Find(afterThree, groups, work);

        // The contexts: the grouped ones, then the roots.
        const int CountsPerGroup = LetterModel.ContextsPerGroup * Symbols.Count;
        int contexts = groups * LetterModel.ContextsPerGroup;
        uint[] counts = new uint[(contexts * Symbols.Count) + afterRoot.Length];
        for (int i = 0; i < afterThree.Length; i++)
            counts[(groupOf[i / CountsPerGroup] * CountsPerGroup) + (i % CountsPerGroup)] += afterThree[i];
        afterRoot.CopyTo(counts.AsSpan(contexts * Symbols.Count));

        byte[] classOf = ContextClasses.Find(counts, ref classes, work);
        long[] totals = new long[classes * Symbols.Count];
        for (int i = 0; i < counts.Length; i++)
            totals[(classOf[i / Symbols.Count] * Symbols.Count) + (i % Symbols.Count)] += counts[i];
        long[][] countsOfClass = [.. Enumerable.Range(0, classes).Select(c => totals[(c * Symbols.Count)..((c + 1) * Symbols.Count)])];
        return (Write(groups, groupOf, classOf.AsSpan(0, contexts), countsOfClass), classOf[contexts..]);
    }

    /// <summary>Counts which symbol follows three others, and which follows a root.</summary>
    private static void Count(SplitNames names, out uint[] afterThree, out uint[] afterRoot, BuildWork work)
    {
        afterThree = new uint[Symbols.Count * LetterModel.ContextsPerGroup * Symbols.Count];
        afterRoot = new uint[names.Counts.Length * Symbols.Count];
        Span<byte> symbols = stackalloc byte[256];
        for (int name = 0; name < names.Count; name++)
        {
            work.Pass(name);
            ReadOnlySpan<byte> text = SplitNames.Spell(names.Text(name), symbols);
            if (text.IsEmpty)
                continue;
            afterRoot[(names.Root(name) * Symbols.Count) + text[0]]++;
            int context = ((((Symbols.Separator * Symbols.Count) + Symbols.Separator) * Symbols.Count) + text[0]) * Symbols.Count;
            foreach (byte symbol in text[1..])
            {
                afterThree[context + symbol]++;
                context = (context + symbol) % (LetterModel.ContextsPerGroup * Symbols.Count) * Symbols.Count;
            }
        }
    }

    /// <summary>Counts the symbols, wherever they stand.</summary>
    private static long[] CountAll(SplitNames names)
    {
        long[] counts = new long[Symbols.Count];
        Span<byte> symbols = stackalloc byte[256];
        for (int name = 0; name < names.Count; name++)
        {
            foreach (byte symbol in SplitNames.Spell(names.Text(name), symbols))
                counts[symbol]++;
        }
        return counts;
    }

    private static byte[] Write(int groups, byte[] groupOf, ReadOnlySpan<byte> classOf, long[][] countsOfClass)
    {
        byte[] section = new byte[LetterModel.HeaderSize + classOf.Length + (countsOfClass.Length * Symbols.Count * sizeof(ushort))];
        section[0] = (byte)groups;
        section[1] = (byte)(countsOfClass.Length - 1);
        for (int symbol = 0; symbol < groupOf.Length; symbol++)
            BinaryPrimitives.WriteUInt16LittleEndian(section.AsSpan(LetterModel.GroupsStart + (symbol * sizeof(ushort))), (ushort)(groupOf[symbol] * LetterModel.ContextsPerGroup));
        classOf.CopyTo(section.AsSpan(LetterModel.HeaderSize));
        Span<byte> place = section.AsSpan(LetterModel.HeaderSize + classOf.Length);
        foreach (long[] counts in countsOfClass)
        {
            (ushort Bits, byte Length)[] codes = HuffmanCode.Build(counts, LetterModel.MaxCodeLength);
            for (int symbol = 0; symbol < codes.Length; symbol++)
            {
                BinaryPrimitives.WriteUInt16LittleEndian(place, (ushort)LetterModel.Entry(symbol, codes[symbol].Bits, codes[symbol].Length));
                place = place[sizeof(ushort)..];
            }
        }
        return section;
    }
}
