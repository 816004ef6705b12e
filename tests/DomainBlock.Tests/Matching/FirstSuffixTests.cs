using System.Runtime.CompilerServices;
using System.Text;
using DomainBlock.Format;
using DomainBlock.Indexing;
using DomainBlock.Tests.Format;
using DomainBlock.Text;

namespace DomainBlock.Tests.Matching;

/// <summary>The quick way of short names, where one subtree rule stands on each name, beside the general one: it finds nearly all, nothing else, and reads nothing outside a name.</summary>
public sealed class FirstSuffixTests : IDisposable
{
    /// <summary>Nobody lists them, nor what they end with. Labels that end before and at the eighth octet of a short name, and of 7, 8, 9, 16 and 17 octets.</summary>
    private static readonly string[] Parents =
        ["com", "net", "co", "x.com", "sevenoc", "eightoct", "nineoctet", "wordpress.com", "sixteen-octets-a", "seventeen-octets-", "xy.qz.net"];

    private readonly string[] _names = [.. Parents.SelectMany((parent, p) => Enumerable.Range(0, 1000).Select(i => Label(i, p) + "." + parent)).Distinct()];
    private readonly BlocklistImage _image;
    private readonly Blocklist _blocklist;
    private readonly GuardedMemory _memory = new(4096);

    public FirstSuffixTests()
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        builder.AddList(new ListInfo("list"));
        foreach (string name in _names)
            builder.Add(new Rule(DomainName.Parse(name)));
        CompiledBlocklist compiled = builder.Build();
        _image = new BlocklistImage(compiled.Image, owner: null, verifyChecksums: true);
        _blocklist = compiled.Open();
    }

    public void Dispose()
    {
        _blocklist.Dispose();
        ((IDisposable)_memory).Dispose();
    }

    [Fact]
    public void It_finds_nearly_all_listed_names_and_no_others()
    {
        Assert.True(_image.Layout.HasFilter && _image.ClassLayout.HasNamesOnly && _image.ClassLayout.FirstDecides);
        int found = 0;
        foreach (string name in _names)
        {
            (int first, int rank) = Ask("www." + name);
            MatchResult general = _blocklist.Match(name.Replace("-", "\\-", StringComparison.Ordinal));
            Assert.True(rank < 0 || (rank == general.Rule && first == "www.".Length));
            Assert.True(general.IsBlocked);
            found += rank >= 0 ? 1 : 0;

            // Strangers that look like it.
            Assert.True(Ask("q" + name).Rank < 0);
            Assert.Equal(default, _blocklist.Match("q" + name));
        }

        // Left to the general way are names under a root of more than sixteen octets, and those under one of the parents that the filter takes for a listed name.
        Assert.InRange(found, _names.Length * 3 / 4, _names.Length - 1);
    }

    [Fact]
    public void The_first_candidate_is_the_first_of_all()
    {
        foreach (string name in _names.Select((name, i) => (i % 3) switch { 0 => name, 1 => "a.b." + name, _ => "stranger." + Label(i, i) + ".test" }))
        {
            byte[] text = Encoding.ASCII.GetBytes(name);
            Assert.True(PlainScanner.TryScan<byte>(text, out PlainScan scan));
            Unsafe.SkipInit(out Suffixes suffixes);
            int count = _image.Index.FindCandidates(new NameText(text, scan.Ends, isPlain: true), ref suffixes);
            Assert.Equal(count == 0 ? -1 : suffixes.Start(suffixes.Candidate(0)), Ask(name).First);
        }
    }

    [Fact]
    public void It_reads_no_octet_outside_a_name()
    {
        foreach (string name in _names.SelectMany((name, i) => (string[])[name, "w." + name, Label(i, i) + ".test", name[(i % name.Length)..].Trim('.', '-')]))
        {
            if (name.Length == 0)
                continue;
            byte[] text = Encoding.ASCII.GetBytes(name);
            MatchResult expected = _blocklist.Match(name);
            Assert.Equal(expected, _blocklist.Match(_memory.AtEnd(text).Span));
            Assert.Equal(expected, _blocklist.Match(_memory.AtStart(text).Span));
        }
    }

    /// <summary>The first suffix that the filter lets pass, and its rank in the quick way.</summary>
    private (int First, int Rank) Ask(string name)
    {
        byte[] text = Encoding.ASCII.GetBytes(name);
        Assert.True(PlainScanner.TryScanShort<byte>(text, out ShortScan scan));
        Unsafe.SkipInit(out SuffixHash.Room room);
        var asked = new ShortText(ref text[0], scan.Ends, scan.Length, isCopy: false);
        int first = SuffixIndex.FindFirstCandidate(_image.Layout, _image.Bytes, asked, new SuffixHash(text, _image.Layout.Seed, ref room));
        return (first, first < 0 ? -1 : SuffixIndex.Find(_image.Layout, _image.Bytes, asked, ref room, first));
    }

    /// <summary>A label of 5 to 12 letters and digits.</summary>
    private static string Label(int number, int parent) =>
        string.Concat(Enumerable.Range(0, 5 + ((number + parent) % 8)).Select(place => "etaoinshrdlcu0123456789"[(number * 7 / (place + 1) + (place * place) + number) % 23]));
}
