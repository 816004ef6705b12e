using System.Diagnostics;
using System.Globalization;
using System.Text;
using DomainBlock.Benchmarks.Compare;
using DomainBlock.Benchmarks.Synthetic;
using DomainBlock.Lists;

namespace DomainBlock.Benchmarks.Parsing;

/// <summary>
/// The <c>parse</c> command: how fast lists are read, on one thread, from memory, rules counted and thrown away: lines, grammar, names
/// and their normalisation, and what the report keeps. Each format reads the same names, and files that were given.
/// </summary>
internal static class ParseCommand
{
    private const int Names = 1_000_000;
    private const int Rounds = 7;

    /// <param name="files">Lists as <c>FORMAT=FILE</c>; without any the synthetic list is read in each format.</param>
    /// <param name="output">Takes the table.</param>
    public static void Run(IReadOnlyList<string> files, TextWriter output)
    {
        (string Name, ListFormat Format, byte[] Content)[] lists = files.Count > 0 ? [.. files.Select(Load)] : [.. Synthetic()];
        output.WriteLine(Machine.Describe());
        output.WriteLine($"{"list",-40} {"MB",7} {"lines",10} {"rules",10} {"MB/s",7} {"MB/s CPU",8} {"ns a line",9} {"B a rule",8}");
        foreach ((string name, ListFormat format, byte[] content) in lists)
        {
            var seconds = new double[Rounds];
            var processor = new double[Rounds];
            Reading reading = Read(format, content);
            for (int round = 0; round < Rounds; round++)
            {
                reading = Read(format, content);
                seconds[round] = reading.Seconds;
                processor[round] = reading.ProcessorSeconds;
            }
            double median = Median.Of(seconds);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name,-40} {content.Length / 1e6,7:F1} {reading.Lines,10:N0} {reading.Rules,10:N0} {content.Length / 1e6 / median,7:F0} {content.Length / 1e6 / Median.Of(processor),8:F0} {median * 1e9 / reading.Lines,9:F0} {(double)reading.Allocated / Math.Max(1, reading.Rules),8:F1}"));
        }
    }

    private static Reading Read(ListFormat format, byte[] content)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan used = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        using var source = ListSource.Open(new MemoryStream(content), "list");
        int rules = 0;
        ListReport report = source.Read(format, _ => rules++);
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double processorSeconds = (Environment.CpuUsage.TotalTime - used).TotalSeconds;
        return new Reading(seconds, processorSeconds, report.Lines, rules, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }

    private static (string Name, ListFormat Format, byte[] Content) Load(string argument)
    {
        int equals = argument.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !ListFormats.TryParse(argument[..equals], out ListFormat format))
            throw new UsageException($"'{argument}' is not FORMAT=FILE");
        string path = argument[(equals + 1)..];
        return ($"{format.Name()} {Path.GetFileName(path)}", format, File.ReadAllBytes(path));
    }

    private static IEnumerable<(string Name, ListFormat Format, byte[] Content)> Synthetic()
    {
        DomainName[] names = [.. SyntheticNames.Make(Names).Listed.Select(name => DomainName.Parse(name))];
        foreach (ListFormat format in ListFormats.All.Where(format => !format.IsProxyFormat()))
        {
            RulePattern pattern = format is ListFormat.Domains or ListFormat.Hosts or ListFormat.Rpz ? RulePattern.Exact : RulePattern.Subtree;
            using var content = new MemoryStream();
            using (var writer = new StreamWriter(content, new UTF8Encoding(false), leaveOpen: true))
                ListWriter.Write(writer, format, names.Select(name => new Rule(name, pattern)));
            yield return ($"{format.Name()}, synthetic", format, content.ToArray());
        }
    }

    /// <param name="Seconds">Wall time.</param>
    /// <param name="ProcessorSeconds">Time of all processors: on a busy machine it does not count what others took. The collector is in it.</param>
    /// <param name="Lines">Lines of the list.</param>
    /// <param name="Rules">Rules that it gave.</param>
    /// <param name="Allocated">Bytes allocated by the thread that read.</param>
    private readonly record struct Reading(double Seconds, double ProcessorSeconds, int Lines, int Rules, long Allocated);
}
