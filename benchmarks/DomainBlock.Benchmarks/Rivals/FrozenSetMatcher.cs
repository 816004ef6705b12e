using System.Collections.Frozen;

namespace DomainBlock.Benchmarks.Rivals;

/// <summary>What a .NET user writes today: the whole name, then what follows each dot, looked up by span in a frozen set.</summary>
internal readonly struct FrozenSetMatcher(FrozenSet<string> names) : IBuiltFromNames<FrozenSetMatcher>
{
    private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _names = names.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <inheritdoc/>
    public static FrozenSetMatcher Build(string[] names) => new(names.ToFrozenSet(StringComparer.Ordinal));

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
