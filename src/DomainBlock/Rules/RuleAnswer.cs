using System.Net;

namespace DomainBlock;

/// <summary>What the asker should be told where a rule blocks a name. Immutable; two are equal if they say the same.</summary>
public sealed class RuleAnswer : IEquatable<RuleAnswer>
{
    /// <summary>How many addresses an answer can have: more do not fit into a DNS message over UDP.</summary>
    public const int MaxAddresses = 64;

    private readonly IPAddress[] _addresses;

    private RuleAnswer(RuleAnswerKind kind, IPAddress[] addresses, DomainName target) => (Kind, _addresses, Target) = (kind, addresses, target);

    /// <summary>Whatever the server is set to give.</summary>
    public static RuleAnswer Default { get; } = new(RuleAnswerKind.Default, [], default);

    /// <summary>The name does not exist.</summary>
    public static RuleAnswer NxDomain { get; } = new(RuleAnswerKind.NxDomain, [], default);

    /// <summary>The name has nothing of the asked type.</summary>
    public static RuleAnswer NoData { get; } = new(RuleAnswerKind.NoData, [], default);

    /// <summary>The server refuses.</summary>
    public static RuleAnswer Refused { get; } = new(RuleAnswerKind.Refused, [], default);

    /// <summary>No answer at all.</summary>
    public static RuleAnswer Drop { get; } = new(RuleAnswerKind.Drop, [], default);

    /// <summary>Which kind it is.</summary>
    public RuleAnswerKind Kind { get; }

    /// <summary>The addresses, IPv4 and IPv6 in the order given; none but for <see cref="RuleAnswerKind.Addresses"/>.</summary>
    public IReadOnlyList<IPAddress> Addresses => _addresses;

    /// <summary>The other name; the root but for <see cref="RuleAnswerKind.CName"/>.</summary>
    public DomainName Target { get; }

    /// <summary>Addresses in place of the name's own.</summary>
    /// <param name="addresses">From one to <see cref="MaxAddresses"/>, of any of the two kinds. Scopes of IPv6 addresses are dropped.</param>
    /// <exception cref="ArgumentException">There are none, or too many.</exception>
    public static RuleAnswer WithAddresses(params IReadOnlyList<IPAddress> addresses)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        if (addresses.Count is 0 or > MaxAddresses)
            throw new ArgumentException($"An answer has from 1 to {MaxAddresses} addresses, not {addresses.Count}.", nameof(addresses));
        return new(RuleAnswerKind.Addresses, [.. addresses.Select(address => new IPAddress(address.GetAddressBytes()))], default);
    }

    /// <summary>Another name in place of the asked one.</summary>
    /// <param name="target">The other name.</param>
    public static RuleAnswer WithTarget(DomainName target) => new(RuleAnswerKind.CName, [], target);

    /// <inheritdoc/>
    public bool Equals(RuleAnswer? other) =>
        other is not null && Kind == other.Kind && Target == other.Target && _addresses.AsSpan().SequenceEqual(other._addresses);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RuleAnswer);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Target, _addresses.Length);

    /// <summary><c>NXDOMAIN</c>, <c>NODATA</c>, <c>REFUSED</c>, <c>DROP</c>, addresses parted by <c>|</c>, or <c>CNAME|</c> and a name; empty for <see cref="Default"/>.</summary>
    public override string ToString() => Kind switch
    {
        RuleAnswerKind.Default => "",
        RuleAnswerKind.Addresses => string.Join<IPAddress>('|', _addresses),
        RuleAnswerKind.CName => $"CNAME|{RuleOptions.EscapeComma(Target)}",
        _ => Kind.ToString().ToUpperInvariant(),
    };
}
