extern alias generator;

using System.IO.Compression;
using generator::DomainBlock.Unicode.Generator;
using generator::DomainBlock.Unicode.Generator.Vectors;

namespace DomainBlock.Idn.Tests;

/// <summary>A new version of Unicode may only add: what was accepted keeps its result, or stored keys would no longer be found.</summary>
public sealed class VersionBumpTests : IDisposable
{
    private const string Mappings = "IdnaMappingTable.txt.gz";

    private static readonly string[] Committed = [.. VectorFile.ReadLines(Path.Combine(Repository.Vectors, Mappings))];

    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_same_version_changes_nothing() => Assert.Empty(Changes(Committed, Committed));

    [Theory]
    [InlineData("0378..0379\tdisallowed", "0378..0379\tvalid")]
    [InlineData("0378..0379\tdisallowed", "0378..0379\tmapped\t0061")]
    [InlineData("0378..0379\tdisallowed", "0378..0379\tignored")]
    public void To_accept_what_was_disallowed_is_no_change(string before, string after) => Assert.Empty(Changes(Committed, Edited(before, after)));

    [Theory]
    [InlineData("1E9E..1E9E\tmapped\t00DF", "1E9E..1E9E\tmapped\t0073 0073", "U+1E9E was mapped to 00DF, is mapped to 0073 0073")]
    [InlineData("1E9E..1E9E\tmapped\t00DF", "1E9E..1E9E\tvalid", "U+1E9E was mapped to 00DF, is valid")]
    [InlineData("1E9E..1E9E\tmapped\t00DF", "1E9E..1E9E\tdisallowed", "U+1E9E was mapped to 00DF, is disallowed")]
    [InlineData("00AD..00AD\tignored", "00AD..00AD\tdisallowed", "U+00AD was ignored, is disallowed")]
    [InlineData("00AD..00AD\tignored", "00AD..00AD\tmapped\t002D", "U+00AD was ignored, is mapped to 002D")]
    [InlineData("002D..002E\tvalid", "002D..002E\tignored", "U+002D..U+002E was valid, is ignored")]
    public void Any_other_change_is_named(string before, string after, string change) => Assert.Equal([change], Changes(Committed, Edited(before, after)));

    [Fact]
    public void The_generator_stops_at_a_change_and_writes_nothing_unless_told_to()
    {
        Repository.RequireUnicodeData();

        // As in Unicode 15.0, the last version after which an accepted result changed.
        string vectors = Path.Combine(_folder, "vectors");
        string tables = Path.Combine(_folder, "tables");
        WriteMappings(vectors, Edited("1E9E..1E9E\tmapped\t00DF", "1E9E..1E9E\tmapped\t0073 0073"));
        byte[] kept = File.ReadAllBytes(Path.Combine(vectors, Mappings));
        string[] arguments = ["--data", Repository.UnicodeData, "--version", DomainNameNormalizer.UnicodeVersion, "--output", tables, "--vectors", vectors];

        using var error = new StringWriter();
        Assert.Equal(1, Generation.Run(arguments, TextWriter.Null, error));
        Assert.EndsWith("U+1E9E was mapped to 0073 0073, is mapped to 00DF", error.ToString().TrimEnd(), StringComparison.Ordinal);
        Assert.False(Directory.Exists(tables));
        Assert.Equal(kept, File.ReadAllBytes(Path.Combine(vectors, Mappings)));

        Assert.Equal(0, Generation.Run(["--accept-changes", .. arguments], TextWriter.Null, TextWriter.Null));
        Assert.Equal(Committed, VectorFile.ReadLines(Path.Combine(vectors, Mappings)));
        Assert.Equal(4, Directory.GetFiles(tables).Length);
    }

    [Fact]
    public void The_generator_passes_a_version_that_only_adds()
    {
        Repository.RequireUnicodeData();
        string vectors = Path.Combine(_folder, "vectors");
        WriteMappings(vectors, Edited("1E9E..1E9E\tmapped\t00DF", "1E9E..1E9E\tdisallowed"));
        string[] arguments = ["--data", Repository.UnicodeData, "--version", DomainNameNormalizer.UnicodeVersion, "--output", Path.Combine(_folder, "tables"), "--vectors", vectors];
        Assert.Equal(0, Generation.Run(arguments, TextWriter.Null, TextWriter.Null));
        Assert.Equal(Committed, VectorFile.ReadLines(Path.Combine(vectors, Mappings)));
    }

    private static string[] Edited(string before, string after)
    {
        Assert.Contains(before, Committed);
        return [.. Committed.Select(line => line == before ? after : line)];
    }

    private static IEnumerable<string> Changes(string[] before, string[] after) => Read(after).ChangesOfAccepted(Read(before));

    private static MappingTable Read(string[] lines) => MappingTable.Read(lines.Select(line => UnicodeFile.Parse(line, '\t')));

    private static void WriteMappings(string folder, string[] lines)
    {
        Directory.CreateDirectory(folder);
        using var writer = new StreamWriter(new GZipStream(File.Create(Path.Combine(folder, Mappings)), CompressionLevel.Fastest));
        foreach (string line in lines)
            writer.WriteLine(line);
    }
}
