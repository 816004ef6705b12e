using System.CommandLine;
using System.Text;
using DomainBlock.Lists;
using DomainBlock.Lists.Proxies;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Commands;

/// <summary><c>print</c>: the rules of a file again, as a list in any format that can carry them.</summary>
internal sealed class PrintCommand : Command
{
    private readonly Argument<string> _file = new("FILE") { Description = "A compiled file or a list (path, FORMAT=path, or sample)." };

    private readonly Option<string> _to = new("--to")
    {
        Description = $"The format to write: {ListArgument.WritableNames}.",
        HelpName = "FORMAT",
        Required = true,
    };

    private readonly Option<string?> _output = new("--output", "-o") { Description = "The file to write; standard output if not given.", HelpName = "OUT" };

    private readonly Option<bool> _strict = new("--strict") { Description = "Fail, and write no OUT, if the format cannot carry every rule." };

    public PrintCommand(CancellationToken cancellationToken)
        : base("print", "Write the rules as a list. What the format cannot carry is reported, never changed in meaning.")
    {
        Arguments.Add(_file);
        Options.Add(_to);
        Options.Add(_output);
        Options.Add(_strict);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        string file = arguments.GetValue(_file)!;
        string? output = arguments.GetValue(_output) is { } given ? OutputFile.Require(given, ListArgument.Parse(file).Path) : null;
        string to = arguments.GetValue(_to)!;
        ListFormat format = ListArgument.ParseFormat(to) ?? throw ListArgument.NoFormat($"'{to}'");
        if (!ListArgument.CanBeWritten(format))
            throw new UsageException($"The format '{to}' can be read only. Written are: {ListArgument.WritableNames}.");
        bool isStrict = arguments.GetValue(_strict);
        using Blocklist blocklist = CommandException.About(file, () => BlocklistInput.Open(file, profile: null, cancellationToken));
        if (isStrict)
        {
            WriteReport rehearsal = CommandException.About(file, () => WriteTo(Stream.Null, blocklist, format, cancellationToken));
            if (!rehearsal.IsComplete)
            {
                Tell(format, rehearsal);
                throw new CommandException(
                    "DB501", file, $"The format {format.Name()} cannot carry every rule; nothing was written. Choose another format, or leave out --strict.");
            }
        }

        Tell(format, CommandException.About(output ?? file, () => Write(blocklist, format, output, cancellationToken)));
        return ExitCode.Done;
    }

    private static void Tell(ListFormat format, WriteReport report)
    {
        foreach ((string reason, int count) in report.Dropped)
            Console.Error.WriteLine($"domainblock: {format.Name()} cannot carry {reason}: {ReportTables.Count(count, "rule")} left out");
    }

    private static WriteReport Write(Blocklist blocklist, ListFormat format, string? output, CancellationToken cancellationToken)
    {
        if (output is null)
        {
            using Stream stream = Console.OpenStandardOutput();
            return WriteTo(stream, blocklist, format, cancellationToken);
        }

        WriteReport? report = null;
        ReplacedFile.Write(output, stream => report = WriteTo(stream, blocklist, format, cancellationToken), cancellationToken: cancellationToken);
        return report!;
    }

    private static WriteReport WriteTo(Stream stream, Blocklist blocklist, ListFormat format, CancellationToken cancellationToken)
    {
        if (format.IsProxyFormat())
            return ProxyList.Write(stream, format, blocklist, cancellationToken);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), bufferSize: 1 << 16, leaveOpen: true);
        return ListWriter.Write(writer, format, blocklist, cancellationToken);
    }
}
