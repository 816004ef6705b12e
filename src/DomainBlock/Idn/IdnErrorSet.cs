using System.Numerics;

namespace DomainBlock;

/// <summary>A set of rules that a label or a name breaks. The default value is the empty set.</summary>
/// <remarks>Immutable; eight bytes; nothing is allocated but by <see cref="ToString"/>.</remarks>
public readonly record struct IdnErrorSet
{
    private readonly ulong _bits;

    private IdnErrorSet(ulong bits) => _bits = bits;

    /// <summary>Whether no rule is broken.</summary>
    public bool IsEmpty => _bits == 0;

    /// <summary>How many rules are broken.</summary>
    public int Count => BitOperations.PopCount(_bits);

    /// <summary>The first in the order of <see cref="IdnError"/>; <see cref="IdnError.None"/> of the empty set.</summary>
    public IdnError First => _bits == 0 ? IdnError.None : (IdnError)BitOperations.TrailingZeroCount(_bits);

    /// <summary>Whether the set has this error.</summary>
    public bool Contains(IdnError error) => (_bits & Bit(error)) != 0;

    /// <summary>The errors of both sets.</summary>
    public IdnErrorSet Union(IdnErrorSet other) => new(_bits | other._bits);

    /// <summary>The errors of this set that the other doesn't have.</summary>
    public IdnErrorSet Except(IdnErrorSet other) => new(_bits & ~other._bits);

    /// <summary>The errors of both sets.</summary>
    public static IdnErrorSet operator |(IdnErrorSet left, IdnErrorSet right) => left.Union(right);

    /// <summary>The set of one error; the empty set for <see cref="IdnError.None"/>.</summary>
    public static implicit operator IdnErrorSet(IdnError error) => FromError(error);

    /// <summary>The set of one error; the empty set for <see cref="IdnError.None"/>.</summary>
    public static IdnErrorSet FromError(IdnError error) => new(Bit(error));

    /// <summary>The status codes as the test files of UTS #46 write them: <c>[B5, V7]</c>, in the order of <see cref="IdnError"/>.</summary>
    public override string ToString()
    {
        var codes = new List<string>();
        for (ulong rest = _bits; rest != 0; rest &= rest - 1)
            codes.Add(((IdnError)BitOperations.TrailingZeroCount(rest)).Code());
        return $"[{string.Join(", ", codes)}]";
    }

    private static ulong Bit(IdnError error) => error == IdnError.None ? 0 : 1UL << (int)error;
}
