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

    private readonly QuestionOptions _question = new();

    public CheckCommand(CancellationToken cancellationToken)
        : base("check", "Say of each name whether it is blocked: verdict, name, rule, list:line and canonical name, parted by tabs.")
    {
        Arguments.Add(_file);
        Arguments.Add(_names);
        _question.AddTo(this);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        string file = arguments.GetValue(_file)!;
        string[] names = arguments.GetValue(_names)!;
        if (names.Count(name => name == "-") + (ListArgument.Parse(file).IsStandardInput ? 1 : 0) > 1)
            throw new UsageException("Standard input can be read only once.");

        using Blocklist blocklist = _question.Open(arguments, file, cancellationToken);
        MatchContext context = _question.Read(arguments, blocklist);
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
