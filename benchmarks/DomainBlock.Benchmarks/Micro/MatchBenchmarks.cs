using System.Text;
using BenchmarkDotNet.Attributes;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Micro;

/// <summary>
/// Isolates what the input form costs: the same names against the same blocklist in memory, in each of the three forms.
/// A thousand different names a round, so that no branch predictor learns them by heart; the time is that of one.
/// </summary>
[MemoryDiagnoser]
public class MatchBenchmarks
{
    private const int QueryCount = 1000;

    private Blocklist _blocklist = null!;
    private string[] _text = [];
    private byte[][] _utf8 = [];
    private byte[][] _wire = [];

    /// <summary>What is asked for.</summary>
    [ParamsAllValues]
    public QueryKind Kind { get; set; }

    /// <summary>Makes blocklist and queries and proves that each form answers as it must.</summary>
    [GlobalSetup]
    public void Setup()
    {
        SyntheticNames names = SyntheticList.Make();
        _blocklist = SyntheticList.Compile(SyntheticList.Parse(names)).Open();

        string[] asked = [.. (Kind == QueryKind.Miss ? names.Miss : names.Hit).Take(QueryCount)];
        _wire = Array.ConvertAll(asked, Wire);
        _text = Kind == QueryKind.Invalid ? Array.ConvertAll(asked, name => name + " x") : asked;
        _utf8 = Array.ConvertAll(_text, Encoding.UTF8.GetBytes);

        for (int i = 0; i < QueryCount; i++)
        {
            Check(_blocklist.Match(_text[i]), _text[i]);
            Check(_blocklist.Match(_utf8[i]), _text[i]);
            Check(_blocklist.Match(new WireName(_wire[i])), _text[i]);
        }
    }

    /// <summary>Unmaps nothing, the blocklist being in memory, but leaves none behind.</summary>
    [GlobalCleanup]
    public void Cleanup() => _blocklist.Dispose();

    /// <summary>UTF-16 text.</summary>
    [Benchmark(OperationsPerInvoke = QueryCount)]
    public int Utf16()
    {
        int blocked = 0;
        foreach (string name in _text)
            blocked += _blocklist.Match(name).IsBlocked ? 1 : 0;
        return blocked;
    }

    /// <summary>UTF-8 text.</summary>
    [Benchmark(OperationsPerInvoke = QueryCount)]
    public int Utf8()
    {
        int blocked = 0;
        foreach (byte[] name in _utf8)
            blocked += _blocklist.Match(name).IsBlocked ? 1 : 0;
        return blocked;
    }

    /// <summary>DNS wire form.</summary>
    [Benchmark(OperationsPerInvoke = QueryCount)]
    public int WireForm()
    {
        int blocked = 0;
        foreach (byte[] name in _wire)
            blocked += _blocklist.Match(new WireName(name)).IsBlocked ? 1 : 0;
        return blocked;
    }

    private byte[] Wire(string name)
    {
        byte[] octets = new byte[255];
        int length = DomainName.Parse(name).CopyWireTo(octets);
        return octets[..(Kind == QueryKind.Invalid ? length - 1 : length)];
    }

    private void Check(MatchResult answer, string name)
    {
        if (answer.IsBlocked != (Kind == QueryKind.Hit) || answer.Status == NameStatus.Valid != (Kind != QueryKind.Invalid))
            throw new InvalidOperationException($"Wrong answer for '{name}': {answer}.");
    }
}
