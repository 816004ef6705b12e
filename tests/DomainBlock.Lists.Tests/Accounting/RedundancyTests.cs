using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace DomainBlock.Lists.Tests.Accounting;

/// <summary>A line counts as redundant when every rule it gave was left out, and only then.</summary>
public sealed class RedundancyTests
{
    [Theory]
    [InlineData(ListFormat.Domains, "a.example\na.example\na.example\n", 1, 2)]
    [InlineData(ListFormat.Domains, ".example.com\na.example.com\n*.b.example.com\n", 1, 2)]
    [InlineData(ListFormat.Domains, "a.example.com\n.example.com\n", 1, 1)]
    [InlineData(ListFormat.Domains, "*.example.com\nexample.com\n", 2, 0)]
    [InlineData(ListFormat.Adblock, "||example.com^\n@@||a.example.com^\n|b.example.com^\n", 2, 1)]
    [InlineData(ListFormat.Hosts, "0.0.0.0 a.example a.example\n", 1, 0)]
    [InlineData(ListFormat.Hosts, "0.0.0.0 a.example a.example\n0.0.0.0 a.example\n", 1, 1)]
    [InlineData(ListFormat.Hosts, "0.0.0.0 a.example\n0.0.0.0 a.example b.example\n", 2, 0)]
    [InlineData(ListFormat.Hosts, "0.0.0.0 a.example b.example\n0.0.0.0 b.example a.example\n", 1, 1)]
    [InlineData(ListFormat.Hosts, "0.0.0.0 a.example b.example c.example\n0.0.0.0 c.example a.example\n0.0.0.0 c.example d.example\n", 2, 1)]
    public void Redundant_lines_are_those_that_lost_every_rule(ListFormat format, string content, int accepted, int redundant)
    {
        ListReport report = Compile(format, content).Report;
        Assert.Equal((accepted, redundant), (report.Count(LineReason.Rule), report.Count(LineReason.Redundant)));
        Assert.Equal(accepted + redundant, report.Lines);
        Assert.Equal(redundant, report.Samples.Count(sample => sample.Reason == LineReason.Redundant));
    }

    [Fact]
    public void A_partial_line_stays_partial_when_its_rules_are_left_out()
    {
        ListReport report = Compile(ListFormat.Hosts, "0.0.0.0 a.example\n0.0.0.0 a.example 1.2.3.4\n").Report;
        Assert.Equal(1, report.Count(LineReason.Rule));
        Assert.Equal(1, report.Count(LineReason.Partial));
        Assert.Equal(0, report.Count(LineReason.Redundant));
    }

    [Fact]
    public void A_redundant_lines_sample_names_the_line_that_covers_it()
    {
        LineSample sample = Assert.Single(Compile(ListFormat.Domains, "# c\n.example.com\na.example.com\n").Report.Samples);
        Assert.Equal(new LineSample(3, LineReason.Redundant, "", "covered by line 2"), sample);
    }

    [Fact]
    public void The_report_from_before_compiling_does_not_change()
    {
        (ListReport before, List<Rule> rules) = ListText.Read(ListFormat.Domains, "a.example\na.example\n");
        ListReport after = before.WithRedundant(Build(rules).Redundant);
        Assert.Equal(2, before.Count(LineReason.Rule));
        Assert.Equal(0, before.Count(LineReason.Redundant));
        Assert.Equal(1, after.Count(LineReason.Redundant));
        Assert.Equal(before.AcceptedPercent, after.AcceptedPercent);
        Assert.Equal(after.Count(LineReason.Redundant), after.WithRedundant([]).Count(LineReason.Redundant));
    }

    [Property(MaxTest = 500, QuietOnSuccess = true)]
    public Property The_lines_still_add_up_and_agree_with_what_is_in_the_file()
    {
        Gen<string> name = Gen.Elements("a.example", "b.example", "x.a.example", "1.2.3.4", "localhost", "b..example", "c.example");
        Gen<string> line = name.NonEmptyListOf().Select(names => $"0.0.0.0 {string.Join(' ', names)}");
        Gen<string[]> lines = line.NonEmptyListOf().Select(some => some.Append("0.0.0.0 last.example").ToArray());
        return Prop.ForAll(lines.ToArbitrary(), some =>
        {
            (ListReport report, CompiledBlocklist compiled) = Compile(ListFormat.Hosts, string.Join('\n', some));
            using Blocklist blocklist = compiled.Open();
            int[] linesInFile = [.. blocklist.EnumerateRules().Select(rule => rule.Line).Distinct()];
            return LineReasons.All.Sum(report.Count) == some.Length
                && report.Count(LineReason.Rule) == linesInFile.Count(number => IsWhole(some[number - 1]))
                && report.Rules == blocklist.RuleCount + compiled.Redundant.Count;
        });

        static bool IsWhole(string text) => !text.Contains("1.2.3.4", StringComparison.Ordinal) && !text.Contains("..", StringComparison.Ordinal);
    }

    private static (ListReport Report, CompiledBlocklist Compiled) Compile(ListFormat format, string content)
    {
        (ListReport report, List<Rule> rules) = ListText.Read(format, content);
        CompiledBlocklist compiled = Build(rules);
        return (report.WithRedundant(compiled.Redundant), compiled);
    }

    private static CompiledBlocklist Build(List<Rule> rules)
    {
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        foreach (Rule rule in rules)
            builder.Add(rule);
        return builder.Build();
    }
}
