using DomainBlock.Lists;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>
/// A LIST of the command line: a path, <c>FORMAT=path</c>, or <c>-</c> for standard input. Only a known format before
/// the first <c>=</c> counts. <c>sample</c>, where no file is called so, is the list that comes with the command.
/// </summary>
/// <param name="Path">The path, or <c>-</c>.</param>
/// <param name="Format">The format; null where it is to be found out.</param>
internal sealed record ListArgument(string Path, ListFormat? Format)
{
    private const string SampleName = "sample";

    /// <summary>The formats' names, as messages list them.</summary>
    public static string FormatNames { get; } = string.Join(", ", ListFormats.All.Select(f => f.Name()));

    public bool IsStandardInput => Path == "-";

    private bool IsSample => Path == SampleName && !File.Exists(Path) && !Directory.Exists(Path);

    /// <summary>What the list is called in answers and files: never a folder, so that the same list gives the same bytes anywhere.</summary>
    public string Name => IsStandardInput ? "stdin" : System.IO.Path.GetFileName(Path) is { Length: > 0 } name ? name : Path;

    /// <exception cref="UsageException">The word before <c>=</c> is no format, and there is no file of the whole name.</exception>
    public static ListArgument Parse(string argument)
    {
        if (argument.Length == 0)
            throw new UsageException("A list or file has no name: ''.");
        if (argument is ['-', _, ..])
            throw new UsageException($"'{argument}' is no option. A file of that name is written ./{argument}.");
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
            return new ListArgument(argument, null);
        string word = argument[..equals];
        if (ParseFormat(word) is { } format)
            return new ListArgument(argument[(equals + 1)..], format);
        return File.Exists(argument) ? new ListArgument(argument, null) : throw NoFormat($"'{word}' in '{argument}'");
    }

    /// <summary>The format that a word names; null where it names none.</summary>
    /// <exception cref="UsageException">The format is not in this version.</exception>
    public static ListFormat? ParseFormat(string word)
    {
        if (ListFormats.TryParse(word, out ListFormat format))
            return format;
        return PlannedWords.IsFormat(word) ? throw PlannedWords.Refuse($"The format '{word}'") : null;
    }

    /// <summary>Says that something names no format, and which there are.</summary>
    public static UsageException NoFormat(string what) =>
        new($"{what} is no list format. The formats are: {FormatNames}.");

    /// <summary>Standard input can be read once.</summary>
    /// <exception cref="UsageException">Several lists are standard input.</exception>
    public static void RequireOneStandardInput(IEnumerable<ListArgument> lists)
    {
        if (lists.Count(list => list.IsStandardInput) > 1)
            throw new UsageException("Standard input can be only one of the lists.");
    }

    /// <summary>Opens the bytes of the list.</summary>
    public Stream OpenStream(CancellationToken cancellationToken)
    {
        if (IsStandardInput)
            return new StandardInput(cancellationToken);
        if (IsSample)
            return typeof(ListArgument).Assembly.GetManifestResourceStream("sample.txt")!;
        return new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 1 << 16, FileOptions.SequentialScan);
    }

    /// <summary>The format that was given, or else the one that the list's lines agree on.</summary>
    /// <exception cref="ListRefusedException">They do not agree on any.</exception>
    public ListFormat FormatOf(ListSource source)
    {
        if (Format is { } given)
            return given;
        FormatDetection detection = source.DetectFormat();
        if (detection.IsCertain)
            return detection.Format!.Value;

        string votes = detection.Format is { } first
            ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{detection.AgreementPercent:F0} % of {detection.LinesSeen} lines speak for {first.Name()}")
            : $"none of {detection.LinesSeen} lines speaks for any";
        if (detection.RunnerUp is { } second)
            votes += string.Create(System.Globalization.CultureInfo.InvariantCulture, $", {detection.RunnerUpPercent:F0} % for {second.Name()}");
        string evidence = string.Concat(detection.Evidence.Take(4).Select(e => $" Line {e.Line}, a {e.Detail}: \"{e.Text}\"."));
        throw new ListRefusedException(
            source.Name, ListFault.UnknownFormat, $"Which format this is cannot be told: {votes}.{evidence} Say it: FORMAT={Path}.");
    }
}
