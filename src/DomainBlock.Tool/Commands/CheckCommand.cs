using System.CommandLine;
using System.Text;
using DomainBlock.Lists;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>check</c>: one line a name, with the verdict, the rule that wins, where that rule came from, and the name's canonical form.</summary>
internal sealed class CheckCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A compiled file or a list (path, FORMAT=path, or sample)." };

    private readonly Argument<string[]> _names = new("NAME")
    {
        Description = "Names to ask, or - for names from standard input, one a line.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _lists = new("--lists")
    {
        Description = "Ask as if only these lists had been compiled: their names as 'stats' shows them, parted by commas.",
        HelpName = "A,B",
    };

    private readonly Option<string?> _profile = ProfileOption.Create("; for a list, as a compiled file has its own");

    private readonly Option<string[]>[] _planned =
    [
        PlannedWords.Option("--type", "The type of the query."),
        PlannedWords.Option("--at", "The instant of the query."),
    ];

    public CheckCommand(CancellationToken cancellationToken)
        : base("check", "Say of each name whether it is blocked: verdict, name, rule, list:line and canonical name, parted by tabs.")
    {
        Arguments.Add(_file);
        Arguments.Add(_names);
        Options.Add(_lists);
        Options.Add(_profile);
        foreach (Option option in _planned)
            Options.Add(option);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        PlannedWords.RefuseGiven(arguments, _planned);
        string file = arguments.GetValue(_file)!;
        string[] names = arguments.GetValue(_names)!;
        if (names.Count(name => name == "-") + (ListArgument.Parse(file).IsStandardInput ? 1 : 0) > 1)
            throw new UsageException("Standard input can be read only once.");

        using Blocklist blocklist = CommandException.About(file, () => BlocklistInput.Open(file, arguments.GetValue(_profile), cancellationToken));
        var context = new MatchContext { View = Select(blocklist, arguments.GetValue(_lists)) };
        using StreamWriter output = StandardOutput.Open();
        foreach (string name in names)
        {
            if (name == "-")
                CheckStandardInput(blocklist, context, output, cancellationToken);
            else
                Answer(blocklist, Encoding.UTF8.GetBytes(name), context, output);
        }
        return ExitCode.Done;
    }

    private static ListView? Select(Blocklist blocklist, string? lists)
    {
        if (lists is null)
            return null;
        try
        {
            // A list's name may have a comma in it.
            return blocklist.Lists.Any(list => list.Name == lists) ? blocklist.Select(lists) : blocklist.Select(lists.Split(','));
        }
        catch (ArgumentException)
        {
            string known = string.Join(", ", blocklist.Lists.Select(list => EscapedText.Escape(list.Name)));
            throw new UsageException($"--lists '{EscapedText.Escape(lists)}' names a list that is not in the file. Its lists are: {known}.");
        }
    }

    private static void CheckStandardInput(Blocklist blocklist, in MatchContext context, StreamWriter output, CancellationToken cancellationToken)
    {
        using var input = new StandardInput(cancellationToken, beforeRead: output.Flush);
        var lines = new LineReader(input);
        while (lines.TryRead(out ReadOnlySpan<byte> line, out _))
        {
            // A line that is too long is cut, and still far too long for a name.
            cancellationToken.ThrowIfCancellationRequested();
            bool hasByteOrderMark = lines.Count == 1 && line.StartsWith("\uFEFF"u8);
            Answer(blocklist, hasByteOrderMark ? line[3..] : line, context, output);
        }
    }

    private static void Answer(Blocklist blocklist, ReadOnlySpan<byte> name, in MatchContext context, StreamWriter output)
    {
        MatchResult result = blocklist.Match(name, context);
        output.Write(result.Status == NameStatus.Valid ? Word(result.Verdict) : "invalid");
        output.Write('\t');
        output.Write(EscapedText.Escape(name));
        output.Write('\t');
        if (result.Verdict == Verdict.None)
            output.Write("-\t-");
        else
            WriteRule(blocklist, blocklist.GetRule(result.Rule), output);
        output.Write('\t');
        output.Write(DomainName.TryParse(name, out DomainName canonical) ? canonical.ToString() : "-");
        output.Write('\n');
    }

    private static void WriteRule(Blocklist blocklist, Rule rule, StreamWriter output)
    {
        output.Write(rule.ToString());
        output.Write('\t');
        output.Write(EscapedText.Escape(blocklist.Lists[rule.List].Name));
        output.Write(':');
        output.Write(rule.Line > 0 ? rule.Line.ToString(System.Globalization.CultureInfo.InvariantCulture) : "-");
    }

    private static string Word(Verdict verdict) => verdict switch
    {
        Verdict.Blocked => "blocked",
        Verdict.Allowed => "allowed",
        _ => "none",
    };
}
