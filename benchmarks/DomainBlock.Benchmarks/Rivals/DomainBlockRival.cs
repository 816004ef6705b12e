namespace DomainBlock.Benchmarks.Rivals;

/// <summary>
/// DomainBlock itself. Building is parsing the names, compiling, and saving, which reads the file back and proves it.
/// Opening maps the file and checks every byte's checksum. Its memory is the size of the mapped file, all of it, although
/// only the pages that queries touch need to be resident.
/// </summary>
internal sealed class DomainBlockRival : IRival
{
    private Blocklist? _blocklist;

    /// <inheritdoc/>
    public bool IsExact => true;

    /// <inheritdoc/>
    public bool HasOwnFile => true;

    /// <inheritdoc/>
    public long? MappedBytes => _blocklist?.SectionSizes.Sum(s => s.Value);

    /// <inheritdoc/>
    public void Build(string[] names, string file)
    {
        var builder = new BlocklistBuilder(new BlocklistBuilderOptions { Slim = true });
        builder.AddList(new ListInfo("listed"));
        foreach (string name in names)
            builder.Add(new Rule(DomainName.Parse(name)));
        builder.Build().Save(file);
        Open(file);
    }

    /// <inheritdoc/>
    public void Open(string file)
    {
        Dispose();
        _blocklist = Blocklist.Open(file);
    }

    /// <inheritdoc/>
    public IEnumerable<Row> Rows()
    {
        Blocklist blocklist = _blocklist ?? throw new InvalidOperationException("Neither built nor opened.");
        foreach (bool isMixedCase in new[] { false, true })
        {
            yield return new MatcherRow<Utf16Question>("DomainBlock (UTF-16)", isMixedCase, new(blocklist));
            yield return new MatcherRow<Utf8Question>("DomainBlock (UTF-8)", isMixedCase, new(blocklist));
            yield return new MatcherRow<WireQuestion>("DomainBlock (wire)", isMixedCase, new(blocklist));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _blocklist?.Dispose();
}
