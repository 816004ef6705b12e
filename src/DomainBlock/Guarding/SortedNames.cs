using DomainBlock.Text;

namespace DomainBlock.Guarding;

/// <summary>
/// Names sorted by their reversed keys, so that those below a name stand side by side: what a rule matches is found by two binary searches. About
/// the names' octets and 4 bytes each.
/// </summary>
internal sealed class SortedNames
{
    private readonly byte[] _keys;
    private readonly int[] _starts;

    public SortedNames(IEnumerable<DomainName> names)
    {
        byte[][] keys = [.. names.Select(KeyOf)];
        Array.Sort(keys, (left, right) => left.AsSpan().SequenceCompareTo(right));
        keys = [.. keys.Where((key, i) => i == 0 || !key.AsSpan().SequenceEqual(keys[i - 1]))];
        _keys = [.. keys.SelectMany(key => key)];
        _starts = new int[keys.Length + 1];
        for (int i = 0; i < keys.Length; i++)
            _starts[i + 1] = _starts[i] + keys[i].Length;
    }

    /// <summary>The names, each once, in order.</summary>
    public IEnumerable<DomainName> Names => Enumerable.Range(0, Length).Select(NameOf);

    private int Length => _starts.Length - 1;

    /// <summary>How many of the names a rule matches.</summary>
    /// <param name="rule">A rule.</param>
    /// <param name="most">Enough to stop counting at.</param>
    /// <param name="example">One of them.</param>
    public int Count(in Rule rule, int most, out DomainName example)
    {
        example = default;
        if (Length == 0)
            return 0;
        Span<byte> key = stackalloc byte[NameBuffer.MaxOctets];
        key = key[..ReversedKey.Write(rule.Name.Octets, key)];
        int first = FirstFrom(key, isBehind: false);
        int end = FirstFrom(key, isBehind: true);
        bool hasSelf = first < end && Key(first).Length == key.Length;
        switch (rule.Pattern)
        {
            case RulePattern.Exact:
                end = first + (hasSelf ? 1 : 0);
                break;
            case RulePattern.Subdomains:
                first += hasSelf ? 1 : 0;
                break;
            case RulePattern.OneLabel:
                return CountChildren(key.Length, first, end, most, out example);
        }
        if (first < end)
            example = NameOf(first);
        return Math.Min(most, end - first);
    }

    private int CountChildren(int parentLength, int first, int end, int most, out DomainName example)
    {
        example = default;
        int count = 0;
        for (int name = first; name < end && count < most; name++)
        {
            ReadOnlySpan<byte> below = Key(name)[parentLength..];
            if (below.IsEmpty || below.Length != 1 + below[0])
                continue;
            if (count++ == 0)
                example = NameOf(name);
        }
        return count;
    }

    /// <summary>The first name that is not before those at or below a name, or not one of them either.</summary>
    private int FirstFrom(ReadOnlySpan<byte> key, bool isBehind)
    {
        int low = 0;
        int high = Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            ReadOnlySpan<byte> mine = Key(middle);
            bool isBefore = isBehind && mine.StartsWith(key) || mine.SequenceCompareTo(key) < 0;
            if (isBefore)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private ReadOnlySpan<byte> Key(int name) => _keys.AsSpan(_starts[name].._starts[name + 1]);

    private static byte[] KeyOf(DomainName name)
    {
        byte[] key = new byte[name.Octets.Length];
        ReversedKey.Write(name.Octets, key);
        return key;
    }

    private DomainName NameOf(int name)
    {
        // Reversing twice gives the name again.
        byte[] octets = new byte[Key(name).Length];
        ReversedKey.Write(Key(name), octets);
        return DomainName.FromCanonical(octets);
    }
}
