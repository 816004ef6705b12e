using DomainBlock.Matching;
using DomainBlock.Patterns;
using DomainBlock.Work;

namespace DomainBlock.Format;

/// <summary>Proves that expressions are what their texts compile to, that each has rules that follow those of the names without a gap, and that their order is that of the profile.</summary>
internal static class ExpressionVerifier
{
    /// <exception cref="BlocklistFileException">Something is off.</exception>
    public static void Verify(BlocklistImage image, BuildWork work)
    {
        ClassLayout layout = image.ClassLayout;
        if (layout.Expressions.Length > 0 && !PatternSet.IsProven(layout.Expressions.Of(image.Bytes), out string? fault, work.CancellationToken))
            throw image.Inconsistent(Sections.Expressions, fault);
        long rule = image.Classes.FirstRule(image.Directory.KeyCount);
        var rules = new List<(RuleRecord, int)>();
        for (int rank = image.Directory.KeyCount; rank < image.RankCount; rank++)
        {
            work.Pass(rank);
            uint count = NameVerifier.VerifyRules(image, rank, new ListedName(default, IsUnderAnySuffix: false, image.Expression(rank)), rule);
            AddRules(image, rank, (int)rule, rules);
            rule += count;
        }
        if (rule != image.Directory.RuleCount)
            throw image.Inconsistent(Sections.Index, $"says {image.Directory.RuleCount} rules, there are {rule}");
        if (rules.Count > 0 && ExpressionOrder.FindFault(layout.Profile, layout.ExpressionOrder.Of(image.Bytes), rules, image.HasLines) is { } disorder)
            throw image.Inconsistent(Sections.ExpressionOrder, disorder);
        GC.KeepAlive(image);
    }

    private static void AddRules(BlocklistImage image, int rank, int rule, List<(RuleRecord Record, int Line)> rules)
    {
        for (ReadOnlySpan<byte> records = image.Classes.Records(rank); !records.IsEmpty; records = records[RuleClasses.RecordSize..])
        {
            var record = RuleRecord.Read(records);
            for (uint repeats = RuleClasses.Repeats(records); repeats > 0; repeats--)
                rules.Add((record, image.Line(rule++)));
        }
    }
}
