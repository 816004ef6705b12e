namespace DomainBlock.Benchmarks.Rivals;

/// <summary>The whole name, then what follows each dot, looked up by span in a hash set.</summary>
internal readonly struct HashSetMatcher(HashSet<string> names) : IBuiltFromNames<HashSetMatcher>
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _names = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public static HashSetMatcher Build(string[] names) => new(new HashSet<string>(names, StringComparer.Ordinal));

    /// <inheritdoc/>
    public bool IsBlocked(ReadOnlySpan<char> name)
    {
        while (true)
        {
            if (_names.Contains(name))
                return true;
            int dot = name.IndexOf('.');
            if (dot < 0)
                return false;
            name = name[(dot + 1)..];
        }
    }
}
