namespace DomainBlock;

/// <summary>Rules cannot be compiled because one blocklist cannot hold them: they are too many, or made against the index.</summary>
public sealed class BlocklistLimitException : Exception
{
    /// <summary>Refuses rules.</summary>
    /// <param name="limit">Which limit they break, and what to do.</param>
    public BlocklistLimitException(string limit)
        : base(limit)
    {
    }
}
