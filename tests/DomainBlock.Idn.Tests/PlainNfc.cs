namespace DomainBlock.Idn.Tests;

/// <summary>
/// NFC the slow, obvious way: full decompositions and composites as NormalizationTest.txt shows them for single code
/// points, marks sorted by class, then composed pair by pair. It shares the combining classes with the product, no more.
/// </summary>
internal static class PlainNfc
{
    private static readonly Dictionary<int, int[]> Decompositions = [];
    private static readonly Dictionary<(int, int), int> Composites = [];

    static PlainNfc()
    {
        foreach (VectorLine line in Vectors.Read("NormalizationTest.txt.gz").Where(line => !line.Columns[0].StartsWith('@')))
        {
            int[] source = Vectors.CodePoints(line.Columns[0]);
            if (source.Length != 1)
                continue;
            int[] composed = line.Columns[1].Length == 0 ? source : Vectors.CodePoints(line.Columns[1]);
            int[] decomposed = line.Columns[2].Length == 0 ? composed : Vectors.CodePoints(line.Columns[2]);
            if (decomposed.Length > 1 || decomposed[0] != source[0])
                Decompositions[source[0]] = decomposed;
        }

        // A composite that is its own NFC is made of the composite of all but the last, and the last.
        foreach ((int composite, int[] parts) in Decompositions.Where(p => p.Value.Length > 1))
        {
            int first = parts.Length == 2
                ? parts[0]
                : Decompositions.Where(p => p.Value.SequenceEqual(parts.SkipLast(1))).Select(p => p.Key).FirstOrDefault(-1);
            if (first >= 0 && IsOwnNfc(composite))
                Composites[(first, parts[^1])] = composite;
        }
    }

    public static int[] Compose(int[] text)
    {
        var all = new List<int>();
        foreach (int c in text)
            all.AddRange(Decompositions.TryGetValue(c, out int[]? parts) ? parts : [c]);

        // Bubble sort: swap neighbours until all marks stand in order.
        for (bool swapped = true; swapped;)
        {
            swapped = false;
            for (int i = 1; i < all.Count; i++)
            {
                if (Class(all[i]) != 0 && Class(all[i - 1]) > Class(all[i]))
                {
                    (all[i - 1], all[i]) = (all[i], all[i - 1]);
                    swapped = true;
                }
            }
        }

        // Each code point looks back for its starter, and joins it if nothing between blocks it.
        for (int i = 1; i < all.Count; i++)
        {
            int starter = i - 1;
            while (starter >= 0 && Class(all[starter]) != 0)
                starter--;
            bool isBlocked = starter < 0
                || Enumerable.Range(starter + 1, i - starter - 1).Any(between => Class(all[between]) == 0 || Class(all[between]) >= Class(all[i]));
            if (!isBlocked && Composites.TryGetValue((all[starter], all[i]), out int composite))
            {
                all[starter] = composite;
                all.RemoveAt(i--);
            }
        }
        return [.. all];
    }

    private static bool IsOwnNfc(int composite) => NfcColumn.TryGetValue(composite, out int own) && own == composite;

    private static readonly Dictionary<int, int> NfcColumn = Vectors.Read("NormalizationTest.txt.gz")
        .Where(line => !line.Columns[0].StartsWith('@') && !line.Columns[0].Contains(' ', StringComparison.Ordinal))
        .GroupBy(line => Vectors.CodePoints(line.Columns[0])[0])
        .ToDictionary(group => group.Key, group => group.First().Columns[1].Length == 0 ? group.Key : Vectors.CodePoints(group.First().Columns[1])[0]);

    private static int Class(int codePoint) => CodePoints.Properties(codePoint).CombiningClass;
}
