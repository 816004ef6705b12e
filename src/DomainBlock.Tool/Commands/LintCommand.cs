using System.CommandLine;
using DomainBlock.Lists;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>lint</c>: every line that is no plain rule, with its place and its reason.</summary>
internal sealed class LintCommand : Command
{
    private readonly Argument<string[]> _lists = new("LIST")
    {
        Description = "A path, FORMAT=path, or - or FORMAT=- for standard input; plain text or gzip.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly ReadingWords _reading = new();

    public LintCommand(CancellationToken cancellationToken)
        : base("lint", "List every line that is no plain rule: list:line, reason, detail and text, parted by tabs.")
    {
        Arguments.Add(_lists);
        foreach (Option option in _reading.Options)
            Options.Add(option);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        ListArgument[] lists = [.. arguments.GetValue(_lists)!.Select(ListArgument.Parse)];
        Func<ListArgument, ListReadOptions> options = _reading.Read(arguments);
        ListArgument.RequireOneStandardInput(lists);
        using StreamWriter output = StandardOutput.Open();
        int refused = 0;
        foreach (ListArgument list in lists)
        {
            try
            {
                CommandException.About(list.Path, () => Lint(list, options(list), output, cancellationToken));
            }
            catch (CommandException e) when (!cancellationToken.IsCancellationRequested)
            {
                // What other lists have is told all the same.
                Console.Error.WriteLine(e);
                refused++;
            }
        }
        return refused == 0 ? ExitCode.Done : ExitCode.Failed;
    }

    private static ListReport Lint(ListArgument list, ListReadOptions options, StreamWriter output, CancellationToken cancellationToken)
    {
        string name = EscapedText.Escape(list.Name);
        return list.Read(list.OpenStream(cancellationToken), list.Name, _ => _ => { }, options with { Tell = Print, Cancel = _ => { } }, cancellationToken: cancellationToken);

        void Print(LineSample line) =>
            output.WriteLine($"{name}:{line.Line}\t{line.Reason.Label()}\t{(line.Detail.Length > 0 ? line.Detail : "-")}\t{line.Text}");
    }
}
