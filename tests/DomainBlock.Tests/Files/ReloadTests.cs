using System.Diagnostics;
using DomainBlock.Tests.Allocation;

namespace DomainBlock.Tests.Files;

[Collection(nameof(ZeroAllocationTests.Alone))]
public sealed class ReloadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_process_that_only_reloads_and_asks_does_not_pile_mappings_up()
    {
        // Opening and asking allocate next to nothing: only the mappings' own weight makes the collector run. It does not
        // run at once, but when the time it took before allows.
        var builder = new BlocklistBuilder();
        builder.AddList(new ListInfo("list"));
        for (int i = 0; i < 100_000; i++)
            builder.Add(new Rule(DomainName.Parse(FormattableString.Invariant($"name-{i}.example"))));
        string path = _folder.File("heavy.dblk");
        builder.Build().Save(path);
        int before = GC.CollectionCount(2);
        var patience = Stopwatch.StartNew();
        while (GC.CollectionCount(2) == before && patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            using var blocklist = Blocklist.Open(path, new BlocklistOpenOptions { DeferChecksums = true });
            Assert.True(blocklist.Match("name-1.example").IsBlocked);
        }
        Assert.True(GC.CollectionCount(2) > before, "No collection came, and so no mapping went.");
    }
}
