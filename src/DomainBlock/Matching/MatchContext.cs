namespace DomainBlock;

/// <summary>What else, besides the name, an answer depends on. The default value restricts no list; a question without a type meets only rules that are for all types.</summary>
public readonly record struct MatchContext
{
    /// <summary>The lists that count for this question; null: all of them. Made by <see cref="Blocklist.Select"/> of the blocklist that is asked.</summary>
    public ListView? View { get; init; }

    /// <summary>The type of the query (RFC 1035, 3.2.3; <see cref="QueryType"/> knows names); null where there is none, as for a proxy.</summary>
    public ushort? Type { get; init; }

    /// <summary>The instant for which the answer is asked; null: now, by the clock of <see cref="BlocklistOpenOptions.TimeProvider"/>, which is read only where a rule's validity matters, and then once.</summary>
    public DateTimeOffset? Instant { get; init; }

    /// <summary>Whether a CNAME or SVCB record led to the name, rather than the asker.</summary>
    public bool ViaCname { get; init; }
}
