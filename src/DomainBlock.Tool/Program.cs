using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.Globalization;
using System.Runtime.InteropServices;
using DomainBlock.Lists;
using DomainBlock.Tool.Commands;
using DomainBlock.Tool.Input;
using DomainBlock.Tool.Output;

// Scripts read what we write, and we read numbers that scripts write: the same in every culture, help and errors included.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;

using var interruption = new CancellationTokenSource();

// The first signal asks the work to stop and clean up; a second one ends the process as usual.
void Interrupt(PosixSignalContext signal)
{
    signal.Cancel = !interruption.IsCancellationRequested;
    interruption.Cancel();
}

using var sigint = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
using var sigterm = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
using var sighup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);
using var sigquit = PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Interrupt);

// Not a RootCommand: that takes its name from the program's file, which is "dotnet" or "DomainBlock.Tool" as often as not.
var root = new Command("domainblock", "Compiles domain blocklists into one file and answers names from it.")
{
    new HelpOption(),
    new VersionOption(),
    new CompileCommand(interruption.Token),
    new CheckCommand(interruption.Token),
    new ExplainCommand(interruption.Token),
    new PrintCommand(interruption.Token),
    new StatsCommand(interruption.Token),
    new VerifyCommand(interruption.Token),
    new NameCommand(),
    new LintCommand(interruption.Token),
    new DiffCommand(interruption.Token),
    PlannedWords.Command("orders", "Keep the register of blocking orders."),
    PlannedWords.Command("serve", "Run a filtering DNS forwarder or proxy."),
};

try
{
    // Names are taken as they are: "@x" names no response file, and "-h.example" does not ask for help.
    ParseResult arguments = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null, EnablePosixBundling = false });
    if (arguments.Action is ParseErrorAction)
        throw new UsageException(string.Join(' ', arguments.Errors.Select(e => e.Message)));
    RefuseUnknownOption(arguments.CommandResult.Command);
    return arguments.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
}
catch (UsageException e)
{
    Console.Error.WriteLine($"domainblock: {EscapedText.Escape(e.Message)} See 'domainblock {CommandName()}--help'.");
    return ExitCode.WrongUsage;
}
catch (Exception e) when (CommandException.From(e, e is OperationCanceledException ? "the command" : "standard output") is { } failure)
{
    // What failed on a file or a list has its name already; what is left is the answer's way out.
    Console.Error.WriteLine(failure);
    return ExitCode.Failed;
}

// The parser takes an option that it does not know for one more LIST or NAME. A name may begin with one hyphen; what
// begins with two is meant as an option, unless it follows a lone "--".
void RefuseUnknownOption(Command command)
{
    foreach (string word in args.TakeWhile(word => word != "--").Where(word => word.StartsWith("--", StringComparison.Ordinal)))
    {
        string name = word.Split('=', ':')[0];
        bool isKnown = command.Options.Concat(root.Options).Any(option => option.Name == name || option.Aliases.Contains(name));
        if (!isKnown && command.TreatUnmatchedTokensAsErrors)
            throw new UsageException($"'{name}' is no option of '{command.Name}'.");
    }
}

string CommandName() => root.Subcommands.FirstOrDefault(c => args.Length > 0 && c.Name == args[0]) is { } command ? $"{command.Name} " : "";
