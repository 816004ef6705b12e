namespace DomainBlock.Benchmarks.Rivals;

/// <summary>A rival on the heap that is built from the names each time, because its only file is the text of the list.</summary>
internal sealed class TextRival<TMatcher>(string name) : IRival
    where TMatcher : struct, IBuiltFromNames<TMatcher>
{
    private TMatcher _matcher;

    /// <inheritdoc/>
    public bool IsExact => true;

    /// <inheritdoc/>
    public bool HasOwnFile => false;

    /// <inheritdoc/>
    public long? MappedBytes => null;

    /// <inheritdoc/>
    public void Build(string[] names, string file) => _matcher = TMatcher.Build(names);

    /// <inheritdoc/>
    public void Open(string file) => _matcher = TMatcher.Build(File.ReadAllLines(file));

    /// <inheritdoc/>
    public IEnumerable<Row> Rows() =>
    [
        new MatcherRow<CanonicalText<TMatcher>>(name, isMixedCase: false, new(_matcher)),
        new MatcherRow<LowerCasedText<TMatcher>>(name, isMixedCase: true, new(_matcher)),
    ];

    /// <inheritdoc/>
    public void Dispose() => _matcher = default;
}
