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
}
