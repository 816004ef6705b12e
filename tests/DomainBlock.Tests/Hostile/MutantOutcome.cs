using System.Text.RegularExpressions;
using DomainBlock.Format;
using DomainBlock.Tests.Format;

namespace DomainBlock.Tests.Hostile;

/// <summary>
/// What came of a call, without the numbers in it: two mutants with the same outcomes show the same, and how many
/// different ones there are says how deep the mutants go.
/// </summary>
internal static partial class MutantOutcome
{
    private static readonly HashSet<string> KnownSections =
    [
        .. from source in MutantBases.All
           from section in new EditedImage(source.Image).ReadSections()
           select Sections.Name(section.Id),
    ];

    public static string Of(string step, BlocklistFileException? refusal)
    {
        if (refusal is null)
            return $"{step}: done";
        string message = Names().Replace(refusal.Message.Split(" (at byte", 2)[0], "\"...\"");
        message = Numbers().Replace(message, "#");
        message = SectionNames().Replace(message, name => KnownSections.Contains(name.Groups[1].Value) ? name.Value : "ection ????");
        return $"{step}: {refusal.Fault}: {message}";
    }

    [GeneratedRegex("\".*\"", RegexOptions.Singleline)]
    private static partial Regex Names();

    [GeneratedRegex("0x[0-9A-F]+|-?[0-9]+")]
    private static partial Regex Numbers();

    [GeneratedRegex(@"ection (\S{4})(?= |$)")]
    private static partial Regex SectionNames();
}
