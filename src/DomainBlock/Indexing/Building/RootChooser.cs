using DomainBlock.Work;

namespace DomainBlock.Indexing.Building;

/// <summary>Chooses the roots: the suffixes that at least so many names end with.</summary>
internal static class RootChooser
{
    /// <summary>
    /// With fewer names below it a root takes more room in the table than its code saves in the keys. Measured on lists of 100,000 and
    /// 1,000,000 names: from 8 to 32 the file's size changes by less than a hundredth; 16 is the least.
    /// </summary>
    private const int MinNames = 16;

    /// <summary>Finds them.</summary>
    /// <returns>For each root the reversed key that names it: a name's number and how many octets of its key. Root 0 first; whatever stands above a root comes before it.</returns>
    public static List<(int Name, int Length)> Choose(INameSource names, BuildWork work)
    {
        List<(int Name, int Length, int Count)> shared = FindShared(names, work);

        // More than fit: the least number of names that leaves few enough.
        int minNames = MinNames;
        while (shared.Count(s => s.Count >= minNames) >= RootTable.MaxRoots)
            minNames *= 2;
        List<(int Name, int Length)> roots = [(0, 0)];
        roots.AddRange(shared.Where(s => s.Count >= minNames).OrderBy(s => s.Name).ThenBy(s => s.Length).Select(s => (s.Name, s.Length)));
        return roots;
    }

    /// <summary>All suffixes of one label or more that enough names share, each once, by the first name that has it.</summary>
    private static List<(int Name, int Length, int Count)> FindShared(INameSource names, BuildWork work)
    {
        var shared = new List<(int, int, int)>();

        // The suffixes of the present name, outermost first: where each ends in the key, and the first name that has it.
        Span<int> ends = stackalloc int[Suffixes.MaxCount];
        Span<int> first = stackalloc int[Suffixes.MaxCount];
        int depth = 0;
        ReadOnlySpan<byte> previous = [];
        for (int name = 0; name <= names.Count; name++)
        {
            work.Pass(name);
            ReadOnlySpan<byte> key = name < names.Count ? names.ReversedKey(name) : [];
            int common = key.CommonPrefixLength(previous);
            while (depth > 0 && ends[depth - 1] > common)
            {
                depth--;
                if (name - first[depth] >= MinNames)
                    shared.Add((first[depth], ends[depth], name - first[depth]));
            }
            for (int end = depth == 0 ? 0 : ends[depth - 1]; end < key.Length;)
            {
                end += 1 + key[end];
                ends[depth] = end;
                first[depth++] = name;
            }
            previous = key;
        }
        return shared;
    }
}
