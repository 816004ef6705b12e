using System.CommandLine;
using System.Text.Json;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>diff</c>: which rules two files do not share, which of those change a verdict, and which names are judged differently.</summary>
internal sealed class DiffCommand : Command
{
    private static readonly NameScope[] Scopes = [NameScope.Itself, NameScope.OneLabelBelow, NameScope.FurtherBelow];

    private readonly Argument<string> _old = new("OLD") { Description = "The earlier file: compiled or a list (path, FORMAT=path, or sample)." };

    private readonly Argument<string> _new = new("NEW") { Description = "The later one." };

    private readonly Option<bool> _json = new("--json") { Description = "Print one JSON object." };

    public DiffCommand(CancellationToken cancellationToken)
        : base("diff", "Compare two files by the names that they cover: rules added, removed and changed, whether verdicts change, and for which names.")
    {
        Arguments.Add(_old);
        Arguments.Add(_new);
        Options.Add(_json);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        (string before, string after) = (arguments.GetValue(_old)!, arguments.GetValue(_new)!);
        ListArgument.RequireOneStandardInput([ListArgument.Parse(before), ListArgument.Parse(after)]);
        using Blocklist old = CommandException.About(before, () => BlocklistInput.Open(before, profile: null, cancellationToken));
        using Blocklist later = CommandException.About(after, () => BlocklistInput.Open(after, profile: null, cancellationToken));

        // Damage that opening does not see shows in a listing: read alone first, so that the right file is named.
        BlocklistDifference difference = CommandException.About(after, () =>
        {
            CommandException.About(before, () => old.EnumerateRules().Count());
            return old.CompareWith(later, cancellationToken);
        });
        if (arguments.GetValue(_json))
            ReportJson.WriteToOutput(json => WriteJson(json, before, after, old, later, difference));
        else
            WriteText(old, later, difference);
        return ExitCode.Done;
    }

    private static void WriteText(Blocklist old, Blocklist later, BlocklistDifference difference)
    {
        using StreamWriter output = StandardOutput.Open();
        foreach (RuleChange change in difference.Rules)
        {
            output.Write($"{Word(change.Kind)}\t{(change.ChangesVerdicts ? "verdict" : "none")}\t{change.Rule}\t{AuditReport.Place(Of(change, old, later).Lists, change.Rule)}");
            if (change.Before is { } was)
                output.Write($"\t{was}\t{AuditReport.Place(old.Lists, was)}");
            output.Write('\n');
        }
        foreach (NameChange change in difference.Names)
            output.WriteLine($"names\t{string.Join(',', Words(change.Scope))}\t{change.Name}\t{Word(change.Before)}\t{Word(change.After)}");
    }

    private static void WriteJson(Utf8JsonWriter json, string before, string after, Blocklist old, Blocklist later, BlocklistDifference difference)
    {
        json.WriteString("old", before);
        json.WriteString("new", after);
        foreach (RuleChangeKind kind in Enum.GetValues<RuleChangeKind>())
            json.WriteNumber(Word(kind), difference.Rules.Count(change => change.Kind == kind));
        json.WriteNumber("withoutEffect", difference.Rules.Count(change => !change.ChangesVerdicts));
        json.WriteStartArray("rules");
        foreach (RuleChange change in difference.Rules)
        {
            json.WriteStartObject();
            json.WriteString("change", Word(change.Kind));
            json.WriteString("effect", change.ChangesVerdicts ? "verdict" : "none");
            WriteRule(json, Of(change, old, later), change.Rule);
            if (change.Before is { } was)
            {
                json.WriteStartObject("before");
                WriteRule(json, old, was);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("names");
        foreach (NameChange change in difference.Names)
        {
            json.WriteStartObject();
            json.WriteString("name", change.Name.ToString());
            json.WriteStartArray("which");
            foreach (string word in Words(change.Scope))
                json.WriteStringValue(word);
            json.WriteEndArray();
            json.WriteString("old", Word(change.Before));
            json.WriteString("new", Word(change.After));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteRule(Utf8JsonWriter json, Blocklist blocklist, in Rule rule)
    {
        json.WriteString("rule", rule.ToString());
        json.WriteString("list", blocklist.Lists[rule.List].Name);
        json.WriteNumber("line", rule.Line);
    }

    private static Blocklist Of(in RuleChange change, Blocklist old, Blocklist later) => change.Kind == RuleChangeKind.Removed ? old : later;

    private static IEnumerable<string> Words(NameScope scope) =>
        Scopes.Where(each => (scope & each) != 0).Select(each => each switch
        {
            NameScope.Itself => "itself",
            NameScope.OneLabelBelow => "one-label-below",
            _ => "further-below",
        });

    private static string Word(RuleChangeKind kind) => kind switch
    {
        RuleChangeKind.Added => "added",
        RuleChangeKind.Removed => "removed",
        _ => "changed",
    };

    private static string Word(Verdict? verdict) => verdict switch
    {
        null => "depends",
        Verdict.Blocked => "blocked",
        Verdict.Allowed => "allowed",
        _ => "none",
    };
}
