namespace DomainBlock.Tests.Format;

/// <summary>A small compiled file with everything in it: three lists, one of them with stops, metadata, every pattern, action and level, several rules on one name.</summary>
internal static class SampleImage
{
    public static readonly string[] Queries =
    [
        ".", "com", "example.com", "www.example.com", "a.b.c.example.com", "good.example.com", "x.good.example.com", "badexample.com",
        "aaa.net", "bbb.net", "x.bbb.net", "net", "x.ccc.net", "x.y.ccc.net", @"odd\000\.label.org", "org", "x.org", "b.org", "x.b.org", "a.b.org", "c.org", "a.c.org", "nothing.here", "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.com",
    ];

    public static byte[] Make()
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { KeepRedundant = true });
        builder.AddList(new ListInfo("first", "hosts"));
        builder.AddList(new ListInfo("zweite"));
        builder.AddList(new ListInfo("zone") { UsesClosestEncloser = true });
        builder.AddMetadata("made by", "a test");
        builder.Add(Make("example.com", RulePattern.Subtree, 1));
        builder.Add(Make("example.com", RulePattern.Subtree, 2));
        builder.Add(Make("example.com", RulePattern.Exact, 3) with { Action = RuleAction.Allow });
        builder.Add(Make("good.example.com", RulePattern.Subtree, 4) with { Action = RuleAction.Allow, List = 1 });
        builder.Add(Make("good.example.com", RulePattern.Subdomains, 5) with { Level = RuleLevel.Important });
        builder.Add(Make("aaa.net", RulePattern.Exact, 6));
        builder.Add(Make("bbb.net", RulePattern.Subdomains, 7) with { List = 1 });
        builder.Add(Make(@"odd\000\.label.org", RulePattern.Exact, 8));
        builder.Add(Make("ccc.net", RulePattern.OneLabel, 9));
        builder.Add(Make("org", RulePattern.Subdomains, 10) with { List = 2 });
        builder.Add(Make("a.b.org", RulePattern.Exact, 11) with { List = 2, Action = RuleAction.Allow });
        builder.Add(Make("c.org", RulePattern.Subtree, 12) with { List = 2 });
        builder.Add(Make("a.c.org", RulePattern.Exact, 13) with { List = 2 });
        return builder.Build().Image.ToArray();

        static Rule Make(string name, RulePattern pattern, int line) => new(DomainName.Parse(name), pattern) { Line = line };
    }
}
