using DomainBlock.Lists;
using DomainBlock.Lists.Proxies;
using DomainBlock.Tool.Output;

namespace DomainBlock.Tool.Input;

/// <summary>
/// A LIST of the command line: a path, <c>FORMAT=path</c>, <c>geosite=path#SELECTION</c>, or <c>-</c> for standard input. Only a known format before
/// the first <c>=</c> counts. <c>sample</c>, where no file is called so, is the list that comes with the command.
/// </summary>
/// <param name="Path">The path, or <c>-</c>.</param>
/// <param name="Format">The format; null where it is to be found out.</param>
/// <param name="Selection">Which of the lists in it are meant; null where none is said.</param>
internal sealed record ListArgument(string Path, ListFormat? Format, GeositeSelection? Selection = null)
{
    private const string SampleName = "sample";

    /// <summary>The formats' names, as messages list them.</summary>
    public static string FormatNames { get; } = string.Join(", ", ListFormats.All.Select(f => f.Name()));

    /// <summary>The names of the formats that can be written.</summary>
    public static string WritableNames { get; } = string.Join(", ", ListFormats.All.Where(CanBeWritten).Select(f => f.Name()));

    public bool IsStandardInput => Path == "-";

    private bool IsSample => Path == SampleName && !File.Exists(Path) && !Directory.Exists(Path);

    /// <summary>What the list is called in answers and files: never a folder, so that the same list gives the same bytes anywhere.</summary>
    public string Name => (IsStandardInput ? "stdin" : System.IO.Path.GetFileName(Path) is { Length: > 0 } name ? name : Path) + (Selection is null ? "" : $"#{Selection}");

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
            return WithSelection(argument[(equals + 1)..], format);
        return File.Exists(argument) ? new ListArgument(argument, null) : throw NoFormat($"'{word}' in '{argument}'");
    }

    /// <summary>Whether lists of the format can be written.</summary>
    public static bool CanBeWritten(ListFormat format) => !format.IsProxyFormat() || ProxyList.Writable.Contains(format);

    /// <summary>Takes a selection off a path; a file whose name has a <c>#</c> in it is a file.</summary>
    private static ListArgument WithSelection(string path, ListFormat format)
    {
        int mark = format == ListFormat.Geosite && !File.Exists(path) ? path.LastIndexOf('#') : -1;
        if (mark < 0)
            return new ListArgument(path, format);
        try
        {
            return new ListArgument(path[..mark], format, GeositeSelection.Parse(path[(mark + 1)..]));
        }
        catch (FormatException e)
        {
            throw new UsageException(e.Message);
        }
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

    /// <summary>Reads the list.</summary>
    /// <param name="stream">Its bytes (<see cref="OpenStream"/>); disposed.</param>
    /// <param name="name">What it is called.</param>
    /// <param name="begin">Is told the format, once it is known, and gives what takes the rules.</param>
    /// <param name="options">How to read.</param>
    /// <param name="progress">Is told how far reading has come.</param>
    /// <param name="cancellationToken">Ends reading early.</param>
    /// <exception cref="ListRefusedException">The list is refused as a whole.</exception>
    public ListReport Read(
        Stream stream, string name, Func<ListFormat, Action<Rule>> begin, ListReadOptions options, IProgress<ListProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (Format is { } given && given.IsProxyFormat())
            return ProxyList.Read(stream, name, given, begin(given), Selection, options, progress, cancellationToken);
        using var source = ListSource.Open(stream, name);
        ListFormat format = FormatOf(source);
        return source.Read(format, begin(format), options, progress, cancellationToken);
    }

    /// <summary>The format that was given, or else the one that the list's lines agree on.</summary>
    /// <exception cref="ListRefusedException">They do not agree on any.</exception>
    private ListFormat FormatOf(ListSource source)
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
