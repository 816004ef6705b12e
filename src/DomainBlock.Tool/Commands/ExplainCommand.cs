using System.CommandLine;
using System.Globalization;
using DomainBlock.Lists;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>explain</c>: every rule whose pattern matches a name, and why each wins, loses, or does not apply.</summary>
internal sealed class ExplainCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A compiled file or a list (path, FORMAT=path, or sample)." };

    private readonly Argument<string> _name = new("NAME") { Description = "The name to ask." };

    private readonly QuestionOptions _question = new();

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public ExplainCommand(CancellationToken cancellationToken)
        : base("explain", "Say which rules match a name, which wins, and why: outcome, reason, rule and list:line, parted by tabs.")
    {
        Arguments.Add(_file);
        Arguments.Add(_name);
        _question.AddTo(this);
        Options.Add(_json);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        string file = arguments.GetValue(_file)!;
        string name = arguments.GetValue(_name)!;
        using Blocklist blocklist = _question.Open(arguments, file, cancellationToken);
        MatchContext context = _question.Read(arguments, blocklist);
        Explanation explanation = CommandException.About(file, () => blocklist.Explain(name, context));
        if (arguments.GetValue(_json))
            WriteJson(blocklist, name, explanation);
        else
            WriteText(blocklist, name, explanation);
        return ExitCode.Done;
    }

    private static void WriteText(Blocklist blocklist, string name, Explanation explanation)
    {
        using StreamWriter output = StandardOutput.Open();
        MatchResult result = explanation.Result;
        output.Write($"{VerdictWord(result)}\t{EscapedText.Escape(name)}\t{ProfileOption.Word(blocklist.Profile)}\t{(result.Until is { } until ? Text(until) : "-")}\n");
        foreach (RuleExplanation rule in explanation.Rules)
            output.Write($"{Outcome(rule)}\t{Reason(rule)}\t{rule.Rule}\t{PlaceOf(blocklist, rule.Rule)}\n");
    }

    private static void WriteJson(Blocklist blocklist, string name, Explanation explanation) => ReportJson.WriteToOutput(json =>
    {
        json.WriteString("name", name);
        json.WriteString("verdict", VerdictWord(explanation.Result));
        json.WriteString("profile", ProfileOption.Word(blocklist.Profile));
        json.WriteString("until", explanation.Result.Until is { } until ? Text(until) : null);
        json.WriteStartArray("rules");
        foreach (RuleExplanation rule in explanation.Rules)
        {
            json.WriteStartObject();
            json.WriteString("outcome", Outcome(rule));
            json.WriteString("reason", Reason(rule));
            json.WriteString("rule", rule.Rule.ToString());
            json.WriteString("list", blocklist.Lists[rule.Rule.List].Name);
            json.WriteNumber("line", rule.Rule.Line);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static string Outcome(RuleExplanation rule) => rule.IsWinner ? "wins" : rule.Hindrance == RuleHindrance.None ? "loses" : "not-applicable";

    private static string Reason(RuleExplanation rule) => (rule.Hindrance, rule.OutrankedBy) switch
    {
        (RuleHindrance.View, _) => "list",
        (RuleHindrance.ClosestEncloser, _) => "closest-encloser",
        (RuleHindrance.QueryType, _) => "type",
        (RuleHindrance.ViaCname, _) => "via-cname",
        (RuleHindrance.Cancelled, _) => "cancelled",
        (RuleHindrance.Exempt, _) => "exempt",
        (RuleHindrance.NotYet, _) => "not-yet",
        (RuleHindrance.NoLonger, _) => "no-longer",
        (RuleHindrance.Damaged, _) => "damaged",
        (_, PrecedenceKey.None) => "-",
        (_, var key) => key.ToString().ToLowerInvariant(),
    };

    private static string PlaceOf(Blocklist blocklist, Rule rule) =>
        $"{EscapedText.Escape(blocklist.Lists[rule.List].Name)}:{(rule.Line > 0 ? rule.Line.ToString(CultureInfo.InvariantCulture) : "-")}";

    private static string VerdictWord(MatchResult result) => result.Status != NameStatus.Valid ? "invalid" : result.Verdict.ToString().ToLowerInvariant();

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
