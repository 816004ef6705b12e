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
            + $"FORMAT is one of: {ListArgument.FormatNames}. Without it the lines decide, if 90 % of them agree. Of a geosite file, geosite=path#CODE[@ATTRIBUTE] names the list in it.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string> _output = new("--output", "-o")
    {
        Description = "The compiled file. Written beside itself, read back, proven, then renamed over what was there.",
        HelpName = "OUT",
        Required = true,
    };

    private readonly Option<string?> _profile = ProfileOption.Create("");

    private readonly Option<string?> _chains = ProfileOption.CreateChains();

    private readonly ReadingWords _reading = new();

    private readonly Option<bool> _slim = new("--slim") { Description = "Leave out the line of each rule, and its order: a smaller file, answers without a line." };

    private readonly Option<bool> _noFilter = new("--no-filter") { Description = "Leave out the filter before the index: a smaller file, slower answers for names that no rule matches." };

    private readonly Option<bool> _keepRedundant = new("--keep-redundant") { Description = "Keep rules that others of their list cover. They change no answer." };

    private readonly Option<bool> _keepGoing = new("--keep-going") { Description = "Compile the other lists where one is refused; the report and the file name it." };

    private readonly Option<string?> _psl = new("--psl")
    {
        Description = $"The Public Suffix List: block rules that match names below a suffix that they stand on or above are held back. Without it: {PublicSuffixList.SystemPath}, if it is there.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _protect = new("--protect") { Description = "A list of names: block rules that match one of them are held back.", HelpName = "FILE" };

    private readonly Option<string?> _reference = new("--reference") { Description = "A list of names in use: block rules that match more of them than --max-covered are held back.", HelpName = "FILE" };

    private readonly Option<int> _maxCovered = new("--max-covered") { Description = "How many names of --reference a rule may match.", HelpName = "N", DefaultValueFactory = _ => 100 };

    private readonly Option<string[]> _allowRule = new("--allow-rule") { Description = "A rule that is not held back, as the report writes it: ||co.uk^. May be given several times.", HelpName = "RULE" };

    private readonly Option<bool> _allowWide = new("--allow-wide") { Description = "Hold no rule back." };

    private readonly Option<bool> _audit = new("--audit") { Description = "Report too, for each list, which rules repeat others, can never win, or contradict others, and how much lists overlap." };

    private readonly Option<bool> _json = new("--json") { Description = "Print the report as one JSON object." };

    public CompileCommand(CancellationToken cancellationToken)
        : base("compile", "Read lists and write one compiled file.")
    {
        Arguments.Add(_lists);
        foreach (Option option in (Option[])[_output, _profile, _chains, .. _reading.Options, _slim, _noFilter, _keepRedundant, _keepGoing, _psl, _protect, _reference, _maxCovered, _allowRule, _allowWide, _audit, _json])
            Options.Add(option);
        SetAction(arguments => Run(arguments, cancellationToken));
    }

    private int Run(ParseResult arguments, CancellationToken cancellationToken)
    {
        Func<ListArgument, ListReadOptions> readOptions = _reading.Read(arguments);
        var options = new BlocklistBuilderOptions
        {
            Profile = ProfileOption.Read(arguments.GetValue(_profile)),
            ChainMode = ProfileOption.ReadChains(arguments.GetValue(_chains)),
            KeepRedundant = arguments.GetValue(_keepRedundant),
            Slim = arguments.GetValue(_slim),
            NoFilter = arguments.GetValue(_noFilter),
        };
        ListArgument[] lists = [.. arguments.GetValue(_lists)!.Select(ListArgument.Parse)];
        string output = OutputFile.Require(arguments.GetValue(_output)!, [.. lists.Where(list => !list.IsStandardInput).Select(list => list.Path)]);
        ListArgument.RequireOneStandardInput(lists);

        GuardInput guard = ReadGuard(arguments);
        var compiler = new ListCompiler(options, readOptions, guard, cancellationToken);
        CompiledBlocklist? compiled = CommandException.About(output, () => ProgressDisplay.Run(progress =>
        {
            IProgress<BuildProgress>? stages = progress.BeginStages();
            CompiledBlocklist? built = Compile(compiler, lists, arguments.GetValue(_keepGoing), progress, stages);
            built?.Save(output, stages, cancellationToken);
            return built;
        }));
        foreach (CommandException refused in compiler.Refused)
            Console.Error.WriteLine(refused);
        if (compiled is null)
            return Fail(output, compiler, arguments.GetValue(_json));
        using Blocklist blocklist = compiled.Open();
        AuditReport? audit = arguments.GetValue(_audit) ? new AuditReport(blocklist.Lists, blocklist.Audit(cancellationToken: cancellationToken)) : null;
        if (arguments.GetValue(_json))
            WriteJson(output, compiler, guard, blocklist, audit);
        else
            Report(output, compiler, guard, blocklist, audit);
        return ExitCode.Done;
    }

    private static CompiledBlocklist? Compile(ListCompiler compiler, ListArgument[] lists, bool keepGoing, ProgressDisplay progress, IProgress<BuildProgress>? stages)
    {
        foreach (ListArgument list in lists)
            compiler.Read(list, progress);
        bool isUsable = compiler.Refused.Count == 0 || (keepGoing && compiler.Reports.Count > 0);
        return isUsable ? compiler.Build(stages) : null;
    }

    private static int Fail(string output, ListCompiler compiler, bool json)
    {
        if (json)
            WriteJson(output: null, compiler, guard: null, blocklist: null, audit: null);
        string lists = compiler.Refused.Count == 1 ? "One list was" : $"{compiler.Refused.Count} lists were";
        string other = compiler.Reports.Count > 0 ? " With --keep-going the other lists are compiled." : "";
        Console.Error.WriteLine($"domainblock: {lists} refused; {EscapedText.Escape(output)} was not written.{other}");
        return ExitCode.Failed;
    }

    private static void Report(string output, ListCompiler compiler, GuardInput guard, Blocklist blocklist, AuditReport? audit)
    {
        IAnsiConsole console = ReportTables.Console();
        foreach (ListReport report in compiler.Reports)
            ReportTables.Write(console, report);
        foreach (CommandException refused in compiler.Refused)
            Console.Out.WriteLine($"{EscapedText.Escape(refused.Subject)}: refused ({refused.Code}), not in the file");
        audit?.WriteTables(console);
        Console.Out.WriteLine($"{EscapedText.Escape(output)}: {ReportTables.Count(blocklist.RuleCount, "rule")}, {ReportTables.Number(BytesOf(blocklist))} bytes");
        Console.Out.WriteLine(guard);
    }

    private static long BytesOf(Blocklist blocklist) => blocklist.SectionSizes.Sum(section => section.Value);

    private static void WriteJson(string? output, ListCompiler compiler, GuardInput? guard, Blocklist? blocklist, AuditReport? audit) => ReportJson.WriteToOutput(json =>
    {
        json.WriteString("output", output);
        if (blocklist is not null)
        {
            json.WriteNumber("rules", blocklist.RuleCount);
            json.WriteNumber("bytes", BytesOf(blocklist));
        }
        if (guard is not null)
        {
            json.WriteStartObject("guard");
            json.WriteString("publicSuffixList", guard.Suffixes?.Digest);
            json.WriteNumber("heldBack", guard.HeldBackCount);
            json.WriteNumber("wideAllowRules", guard.WideAllowCount);
            json.WriteEndObject();
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
        audit?.WriteJson(json);
    });

    private GuardInput ReadGuard(ParseResult arguments)
    {
        int maxCovered = arguments.GetValue(_maxCovered);
        if (maxCovered < 0)
            throw new UsageException("--max-covered takes a number from 0 on.");
        return arguments.GetValue(_allowWide)
            ? GuardInput.Off
            : GuardInput.Read(arguments.GetValue(_psl), arguments.GetValue(_protect), arguments.GetValue(_reference), maxCovered, arguments.GetValue(_allowRule) ?? []);
    }
}
