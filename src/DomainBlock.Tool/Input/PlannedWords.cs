using System.CommandLine;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>
/// What the command's contract names and this version does not do yet. It is refused by name, so that no script takes
/// for done what was not even tried.
/// </summary>
internal static class PlannedWords
{
    private const string NotYet = "Not in this version.";

    private static readonly string[] Formats =
    [
        "orders",
    ];

    public static bool IsFormat(string word) => Formats.Contains(word, StringComparer.Ordinal);

    public static UsageException Refuse(string what) => new($"{what} is not in this version.");

    /// <summary>A command that is refused whatever follows it.</summary>
    public static Command Command(string name, string purpose)
    {
        var command = new Command(name, $"{purpose} {NotYet}") { TreatUnmatchedTokensAsErrors = false };
        command.SetAction(int (_) => throw Refuse($"The command '{name}'"));
        return command;
    }

    /// <summary>An option that is refused where it is given.</summary>
    public static Option<string[]> Option(string name, string purpose) =>
        new(name) { Description = $"{purpose} {NotYet}", Arity = ArgumentArity.ZeroOrMore };

    /// <summary>Refuses the first of these options that was given.</summary>
    public static void RefuseGiven(ParseResult arguments, IEnumerable<Option> planned)
    {
        foreach (Option option in planned)
        {
            if (arguments.GetResult(option) is not null)
                throw Refuse($"The option '{option.Name}'");
        }
    }
}
