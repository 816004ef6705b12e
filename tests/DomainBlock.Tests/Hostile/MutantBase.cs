namespace DomainBlock.Tests.Hostile;

/// <summary>A sound compiled file that mutants are made of.</summary>
/// <param name="Name">What it is, for messages.</param>
/// <param name="Image">Its bytes.</param>
/// <param name="Questions">Names to ask it and its mutants: listed, below listed ones, not listed.</param>
internal sealed record MutantBase(string Name, byte[] Image, IReadOnlyList<Question> Questions)
{
    /// <summary>What rules under any public suffix were compiled with; null where there are none.</summary>
    public PublicSuffixList? PublicSuffixes { get; private init; }

    /// <summary>How many of the listed names are asked for.</summary>
    private const int ListedQuestions = 6;

    private static readonly string[] Strangers = [".", "com", "example.com", "www.a.example.com", "nothing.here", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.com"];

    private static readonly string[] Suffixes = ["com", "co.uk", "any.ck", "www.ck", "unknown"];

    /// <summary>Compiles rules, and chooses questions from their names.</summary>
    public static MutantBase Compile(string name, int lists, IReadOnlyList<Rule> rules, BlocklistBuilderOptions options)
    {
        var builder = new BlocklistBuilder(options);
        for (int list = 0; list < lists; list++)
            builder.AddList(new ListInfo(FormattableString.Invariant($"list {list}"), list % 2 == 0 ? "hosts" : ""));
        builder.AddMetadata("made by", "a test");
        foreach (Rule rule in rules)
            builder.Add(rule);

        int stride = Math.Max(1, rules.Count / ListedQuestions);
        IEnumerable<DomainName> listed = rules.Where((_, i) => i % stride == 0).SelectMany(NamesOf);
        return new MutantBase(
            name,
            builder.Build().Image.ToArray(),
            [.. listed.SelectMany(WithNeighbours).Concat(Strangers.Select(text => DomainName.Parse(text))).Distinct().Select(Question.Of)])
        {
            PublicSuffixes = options.PublicSuffixes,
        };
    }

    private static IEnumerable<DomainName> NamesOf(Rule rule)
    {
        yield return rule.Name;
        if (rule.Pattern is not (RulePattern.AnySuffix or RulePattern.AnySuffixExact))
            yield break;
        foreach (string suffix in Suffixes)
            yield return DomainName.Parse($"{rule.Name}.{suffix}");
    }

    // The name, one below it, and one beside it, which differs in its first octet.
    private static IEnumerable<DomainName> WithNeighbours(DomainName name)
    {
        yield return name;
        byte[] octets = name.Octets.ToArray();
        if (DomainName.Read(new WireName([1, (byte)'x', .. octets, 0]), out DomainName below, out _) == NameStatus.Valid)
            yield return below;
        if (octets.Length > 1)
        {
            octets[1] ^= 1;
            if (DomainName.Read(new WireName([.. octets, 0]), out DomainName beside, out _) == NameStatus.Valid)
                yield return beside;
        }
    }
}
