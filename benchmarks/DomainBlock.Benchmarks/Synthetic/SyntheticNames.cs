namespace DomainBlock.Benchmarks.Synthetic;

/// <summary>
/// A list and queries against it that are made up, but with the statistics of real ones, so that the benchmarks run
/// where no list may be kept. The same size gives the same names for ever. The words are drawn, not taken from anywhere;
/// only the top-level domains are real.
/// </summary>
internal sealed class SyntheticNames
{
    private const ulong Seed = 20_260_101;
    private const int QueriesPerSet = 100_000;
    private const int MixListedPercent = 15;
    private const int BelowListedPercent = 9;

    private readonly SplitMix64 _random = new(Seed);
    private readonly HashSet<string> _listedSet = new(StringComparer.Ordinal);
    private readonly NameSource _source;

    private SyntheticNames(int count)
    {
        _source = new NameSource(_random);
        Listed = MakeListed(count);
        string[] strangers = MakeStrangers(QueriesPerSet);
        string[] listedOrBelow = MakeListedOrBelow(QueriesPerSet);
        Miss = strangers;
        Hit = listedOrBelow;
        Mix = MakeMix(strangers, listedOrBelow);
    }

    /// <summary>The listed names, in ordinal order: about one in ten stands below another.</summary>
    public IReadOnlyList<string> Listed { get; }

    /// <summary>Names that are not listed and stand below no listed one.</summary>
    public IReadOnlyList<string> Miss { get; }

    /// <summary>Listed names, half of them with one more label in front.</summary>
    public IReadOnlyList<string> Hit { get; }

    /// <summary>Names as a resolver is asked for them: few often, many rarely; 15 in 100 queries are for a listed name.</summary>
    public IReadOnlyList<string> Mix { get; }

    /// <summary>Makes a list of so many names and its queries.</summary>
    public static SyntheticNames Make(int listedNames) => new(listedNames);

    private List<string> MakeListed(int count)
    {
        var listed = new List<string>(count);
        while (listed.Count < count)
        {
            bool below = listed.Count > 0 && _random.Happens(BelowListedPercent);
            string name = below ? _source.Below(Any(listed)) : _source.Name();
            if (name.Length <= NameSource.MaxLength && _listedSet.Add(name))
                listed.Add(name);
        }
        listed.Sort(StringComparer.Ordinal);
        return listed;
    }

    private string[] MakeStrangers(int count)
    {
        var strangers = new List<string>(count);
        while (strangers.Count < count)
        {
            string name = _source.Name();
            if (!IsBlocked(name))
                strangers.Add(name);
        }
        return [.. strangers];
    }

    private string[] MakeListedOrBelow(int count)
    {
        string[] names = new string[count];
        for (int i = 0; i < count; i++)
        {
            string listed = Any(Listed);
            names[i] = i % 2 == 0 ? listed : _source.Below(listed);
        }
        _random.Shuffle<string>(names);
        return names;
    }

    private string[] MakeMix(string[] strangers, string[] listedOrBelow)
    {
        string[] queries = new string[QueriesPerSet];
        for (int i = 0; i < queries.Length; i++)
        {
            string[] population = _random.Happens(MixListedPercent) ? listedOrBelow : strangers;
            queries[i] = population[_random.ZipfBelow(population.Length)];
        }
        return queries;
    }

    private string Any(IReadOnlyList<string> names) => names[_random.Below(names.Count)];

    private bool IsBlocked(string name)
    {
        for (int start = 0; ;)
        {
            if (_listedSet.Contains(name[start..]))
                return true;
            int dot = name.IndexOf('.', start);
            if (dot < 0)
                return false;
            start = dot + 1;
        }
    }
}
