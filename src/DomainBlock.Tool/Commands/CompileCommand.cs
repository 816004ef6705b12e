using System.CommandLine;
using DomainBlock.Lists;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;
using Spectre.Console;

namespace DomainBlock.Tool.Commands;

/// <summary><c>compile</c>: lists in, one compiled file out, and a report that accounts for every line.</summary>
internal sealed class CompileCommand : Command
{
    private readonly Argument<string[]> _lists = new("LIST")
    {
        Description = "A path, FORMAT=path, or - or FORMAT=- for standard input; plain text or gzip. 'sample' is a small list that comes with the command. "
            + $"FORMAT is one of: {ListArgument.FormatNames}. Without it the lines decide, if 90 % of them agree.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The compiled file. Written beside itself, read back, proven, then renamed over what was there.",
        HelpName = "OUT",
        Required = true,
    };

    private readonly Option<string> _profile = new("--profile")
    {
        Description = "Which rule wins where several match: allow-wins. (most-specific, ordered: not in this version.)",
        DefaultValueFactory = _ => "allow-wins",
    };

    private readonly ReadingWords _reading = new();

    private readonly Option<bool> _slim = new("--slim") { Description = "Leave out the line of each rule: a smaller file, answers without a line." };

    private readonly Option<bool> _noFilter = new("--no-filter") { Description = "Leave out the filter before the index: a smaller file, slower answers for names that no rule matches." };

    private readonly Option<bool> _keepRedundant = new("--keep-redundant") { Description = "Keep rules that others of their list cover. They change no answer." };

    private readonly Option<bool> _keepGoing = new("--keep-going") { Description = "Compile the other lists where one is refused; the report and the file name it." };

    private readonly Option<bool> _allowWide = new("--allow-wide") { Description = "Take rules on public suffixes too. Always so in this version, which has no guard against them." };

    private readonly Option<bool> _json = new("--json") { Description = "Print the report as one JSON object." };

    private readonly Option<string[]>[] _planned =
    [
        PlannedWords.Option("--allow-rule", "Lift one rule over the guard."),
        PlannedWords.Option("--psl", "The Public Suffix List that the guard uses."),
        PlannedWords.Option("--protect", "Names that no rule may block."),
        PlannedWords.Option("--reference", "Names of which a rule may cover only so many."),
        PlannedWords.Option("--max-covered", "How many."),
    ];

    public CompileCommand(CancellationToken cancellationToken)
        : base("compile", "Read lists and write one compiled file.")
    {
        Arguments.Add(_lists);
        foreach (Option option in (Option[])[_output, _profile, .. _reading.Options, _slim, _noFilter, _keepRedundant, _keepGoing, _allowWide, _json])
            Options.Add(option);
        foreach (Option option in _planned)
            Options.Add(option);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        PlannedWords.RefuseGiven(arguments, _planned);
        RequireProfile(arguments.GetValue(_profile)!);
        ListReadOptions readOptions = _reading.Read(arguments);
        var options = new BlocklistBuilderOptions { KeepRedundant = arguments.GetValue(_keepRedundant), Slim = arguments.GetValue(_slim), NoFilter = arguments.GetValue(_noFilter) };
        ListArgument[] lists = [.. arguments.GetValue(_lists)!.Select(ListArgument.Parse)];
        string output = OutputFile.Require(arguments.GetValue(_output)!, [.. lists.Where(list => !list.IsStandardInput).Select(list => list.Path)]);
        ListArgument.RequireOneStandardInput(lists);

        var compiler = new ListCompiler(options, readOptions, cancellationToken);
        CompiledBlocklist? compiled = CommandException.About(output, () =>
        {
            CompiledBlocklist? built = ProgressDisplay.Run(progress => Compile(compiler, lists, arguments.GetValue(_keepGoing), progress));
            built?.Save(output, cancellationToken);
            return built;
        });
        foreach (CommandException refused in compiler.Refused)
            Console.Error.WriteLine(refused);
        if (compiled is null)
            return Fail(output, compiler, arguments.GetValue(_json));
        Report(output, compiler, compiled, arguments.GetValue(_json));
        return ExitCode.Done;
    }

    private static CompiledBlocklist? Compile(ListCompiler compiler, ListArgument[] lists, bool keepGoing, ProgressDisplay progress)
    {
        foreach (ListArgument list in lists)
            compiler.Read(list, progress);
        bool isUsable = compiler.Refused.Count == 0 || (keepGoing && compiler.Reports.Count > 0);
        if (!isUsable)
            return null;
        progress.BeginStep("compiling");
        return compiler.Build();
    }

    private static int Fail(string output, ListCompiler compiler, bool json)
    {
        if (json)
            WriteJson(output: null, compiler, image: null);
        string lists = compiler.Refused.Count == 1 ? "One list was" : $"{compiler.Refused.Count} lists were";
        string other = compiler.Reports.Count > 0 ? " With --keep-going the other lists are compiled." : "";
        Console.Error.WriteLine($"domainblock: {lists} refused; {EscapedText.Escape(output)} was not written.{other}");
        return ExitCode.Failed;
    }

    private static void Report(string output, ListCompiler compiler, CompiledBlocklist compiled, bool json)
    {
        if (json)
        {
            WriteJson(output, compiler, compiled.Image);
            return;
        }
        IAnsiConsole console = ReportTables.Console();
        foreach (ListReport report in compiler.Reports)
            ReportTables.Write(console, report);
        foreach (CommandException refused in compiler.Refused)
            Console.Out.WriteLine($"{EscapedText.Escape(refused.Subject)}: refused ({refused.Code}), not in the file");
        using Blocklist blocklist = compiled.Open();
        Console.Out.WriteLine($"{EscapedText.Escape(output)}: {ReportTables.Count(blocklist.RuleCount, "rule")}, {ReportTables.Number(compiled.Image.Length)} bytes");
        Console.Out.WriteLine("Guard against over-blocking: off (not in this version)");
    }

    private static void WriteJson(string? output, ListCompiler compiler, ReadOnlyMemory<byte>? image) => ReportJson.WriteToOutput(json =>
    {
        json.WriteString("output", output);
        if (image is { } bytes)
        {
            using var blocklist = Blocklist.Load(bytes);
            json.WriteNumber("rules", blocklist.RuleCount);
            json.WriteNumber("bytes", bytes.Length);
        }
        json.WriteStartArray("lists");
        foreach (ListReport report in compiler.Reports)
            ReportJson.Write(json, report);
        json.WriteEndArray();
        json.WriteStartArray("refused");
        foreach (CommandException refused in compiler.Refused)
        {
            json.WriteStartObject();
            json.WriteString("list", refused.Subject);
            json.WriteString("code", refused.Code);
            json.WriteString("message", refused.Message);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private static void RequireProfile(string profile)
    {
        if (PlannedWords.IsProfile(profile))
            throw PlannedWords.Refuse($"The profile '{profile}'");
        if (profile != "allow-wins")
            throw new UsageException($"'{profile}' is no profile. The profile of this version is allow-wins.");
    }
}
