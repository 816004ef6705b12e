using BenchmarkDotNet.Attributes;
using DomainBlock.Benchmarks.Synthetic;

namespace DomainBlock.Benchmarks.Micro;

/// <summary>
/// Isolates the steps from names to answers, which <c>compare</c> shows as a sum: parsing, compiling, saving with its
/// proof, opening with and without the checksum pass. A hundred thousand names, sorted as list files are.
/// </summary>
[MemoryDiagnoser]
public class BuildAndOpenBenchmarks
{
    private SyntheticNames _names = null!;
    private DomainName[] _parsed = [];
    private CompiledBlocklist _compiled = null!;
    private DirectoryInfo _folder = null!;
    private string _opened = "";
    private string _saved = "";

    /// <summary>Makes list and file and proves that what was compiled and opened blocks every listed name.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _names = SyntheticList.Make();
        _parsed = SyntheticList.Parse(_names);
        _compiled = SyntheticList.Compile(_parsed);
        _folder = Directory.CreateTempSubdirectory("domainblock-bdn-");
        _opened = Path.Combine(_folder.FullName, "opened");
        _saved = Path.Combine(_folder.FullName, "saved");
        _compiled.Save(_opened);

        using var blocklist = Blocklist.Open(_opened);
        string? wrong = _names.Listed.FirstOrDefault(n => !blocklist.Match(n).IsBlocked)
            ?? _names.Miss.FirstOrDefault(n => blocklist.Match(n).IsBlocked);
        if (wrong is not null)
            throw new InvalidOperationException($"Wrong answer for '{wrong}'.");
    }

    /// <summary>Removes the files.</summary>
    [GlobalCleanup]
    public void Cleanup() => _folder.Delete(recursive: true);

    /// <summary>Text to names.</summary>
    [Benchmark]
    public int Parse() => SyntheticList.Parse(_names).Length;

    /// <summary>Names to the bytes of a file.</summary>
    [Benchmark]
    public int Compile() => SyntheticList.Compile(_parsed).Image.Length;

    /// <summary>Bytes to a file: written, flushed, read back, proven, renamed.</summary>
    [Benchmark]
    public void Save() => _compiled.Save(_saved);

    /// <summary>File to answers, every byte's checksum included.</summary>
    [Benchmark]
    public int Open() => Open(default);

    /// <summary>File to answers, without the checksum pass.</summary>
    [Benchmark]
    public int OpenDeferred() => Open(new BlocklistOpenOptions { DeferChecksums = true });

    private int Open(BlocklistOpenOptions options)
    {
        using var blocklist = Blocklist.Open(_opened, options);
        return blocklist.RuleCount;
    }
}
