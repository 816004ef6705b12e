using System.CommandLine;
using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>verify</c>: the full proof of a compiled file.</summary>
internal sealed class VerifyCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A compiled file." };

    public VerifyCommand(CancellationToken cancellationToken)
        : base("verify", "Prove a compiled file: checksums, order, and that every rule is found.")
    {
        Arguments.Add(_file);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        string file = arguments.GetValue(_file) is { Length: > 0 } given ? given : throw new UsageException("A file has no name: ''.");
        using Blocklist blocklist = CommandException.About(file, () =>
        {
            var opened = Blocklist.Open(file);
            opened.Verify(cancellationToken);
            return opened;
        });
        using StreamWriter output = StandardOutput.Open();
        output.WriteLine($"{EscapedText.Escape(file)}: sound, {ReportTables.Count(blocklist.RuleCount, "rule")}");
        return ExitCode.Done;
    }
}
