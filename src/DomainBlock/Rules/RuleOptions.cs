using System.Globalization;

namespace DomainBlock;

/// <summary>
/// What else must hold for a rule to apply, besides its pattern, and what it wants as an answer. A rule applies if all of it holds. Immutable; one instance may be given to any
/// number of rules, which share it in the compiled file too. Two are equal if they say the same.
/// </summary>
public sealed record RuleOptions
{
    /// <summary>How many query types, exempt names or lists one rule's options can name.</summary>
    public const int MaxItems = 4096;

    private readonly ushort[] _queryTypes = [];
    private readonly DomainName[] _exemptNames = [];
    private readonly int[] _cancelledBy = [];
    private readonly bool _exceptQueryTypes;
    private readonly uint _from;
    private readonly uint _until;

    /// <summary>No options: a rule of this kind applies whenever its pattern matches.</summary>
    public static RuleOptions None { get; } = new();

    /// <summary>The latest instant that <see cref="From"/> and <see cref="Until"/> can say: 2106-02-07T06:28:15Z, 2³² − 1 seconds after 1970.</summary>
    public static DateTimeOffset Latest => DateTimeOffset.FromUnixTimeSeconds(uint.MaxValue);

    /// <summary>The types of query (RFC 1035, 3.2.3) that the rule is for; none: all. Ascending, each once. A question without a type meets no rule that has any.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxItems"/> are given.</exception>
    public IReadOnlyList<ushort> QueryTypes
    {
        get => _queryTypes;
        init => _queryTypes = Sorted(value);
    }

    /// <summary>Whether the rule is for all types but <see cref="QueryTypes"/>; false where these are none.</summary>
    public bool ExceptQueryTypes
    {
        get => _exceptQueryTypes && _queryTypes.Length > 0;
        init => _exceptQueryTypes = value;
    }

    /// <summary>Names for which, and for all below which, the rule does not apply. It does not allow them either. In the order of <see cref="DomainName.CompareTo"/>, each once.</summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxItems"/> are given.</exception>
    public IReadOnlyList<DomainName> ExemptNames
    {
        get => _exemptNames;
        init => _exemptNames = Sorted(value);
    }

    /// <summary>Whether the rule does not apply to a name that a CNAME or SVCB record led to (<see cref="MatchContext.ViaCname"/>).</summary>
    public bool NotViaCname { get; init; }

    /// <summary>The instant from which the rule applies, in whole seconds of UTC (fractions are cut off); null: it always did.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not after 1970-01-01T00:00:00Z, or after <see cref="Latest"/>.</exception>
    public DateTimeOffset? From
    {
        get => ToInstant(_from);
        init => _from = ToSeconds(value);
    }

    /// <summary>The first instant at which the rule no longer applies, in whole seconds of UTC (fractions are cut off); null: there is none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not after 1970-01-01T00:00:00Z, or after <see cref="Latest"/>.</exception>
    public DateTimeOffset? Until
    {
        get => ToInstant(_until);
        init => _until = ToSeconds(value);
    }

    /// <summary>
    /// The numbers of lists of which any one, where it counts for the question, makes the rule not apply: so a list takes back single rules of another one, for those who use it.
    /// Ascending, each once.
    /// </summary>
    /// <exception cref="ArgumentException">More than <see cref="MaxItems"/> are given, or a negative number.</exception>
    public IReadOnlyList<int> CancelledBy
    {
        get => _cancelledBy;
        init
        {
            _cancelledBy = Sorted(value);
            if (_cancelledBy is [< 0, ..])
                throw new ArgumentException("A list's number is negative.", nameof(value));
        }
    }

    /// <summary>What the asker should be told where the rule wins and blocks.</summary>
    public RuleAnswer Answer { get; init; } = RuleAnswer.Default;

    /// <summary>Whether nothing is said.</summary>
    public bool IsEmpty => Equals(None);

    /// <summary><see cref="From"/> in seconds after 1970; 0: null.</summary>
    internal uint FromSeconds => _from;

    /// <summary><see cref="Until"/> in seconds after 1970; 0: null.</summary>
    internal uint UntilSeconds => _until;

    /// <inheritdoc/>
    public bool Equals(RuleOptions? other) =>
        other is not null
        && (ReferenceEquals(this, other)
            || (_queryTypes.AsSpan().SequenceEqual(other._queryTypes) && ExceptQueryTypes == other.ExceptQueryTypes
                && _exemptNames.AsSpan().SequenceEqual(other._exemptNames) && NotViaCname == other.NotViaCname
                && _from == other._from && _until == other._until
                && _cancelledBy.AsSpan().SequenceEqual(other._cancelledBy) && Answer.Equals(other.Answer)));

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (ushort type in _queryTypes)
            hash.Add(type);
        foreach (DomainName name in _exemptNames)
            hash.Add(name);
        foreach (int list in _cancelledBy)
            hash.Add(list);
        hash.Add((ExceptQueryTypes, NotViaCname, _from, _until, Answer));
        return hash.ToHashCode();
    }

    /// <summary>
    /// The options as modifiers of a rule in adblock syntax, parted by commas: <c>dnstype</c> and <c>denyallow</c> as AdGuard has them, the others in words of our own
    /// (<c>from</c>, <c>until</c>, <c>not-via-cname</c>, <c>cancelled-by</c> with numbers of lists, <c>answer</c>). Commas in names are written <c>\,</c>. Different options have
    /// different texts. Empty where there are none.
    /// </summary>
    public override string ToString()
    {
        var parts = new List<string>();
        if (_queryTypes.Length > 0)
            parts.Add($"dnstype={string.Join('|', _queryTypes.Select(type => (ExceptQueryTypes ? "~" : "") + QueryType.ToText(type)))}");
        if (_from > 0)
            parts.Add($"from={Text(_from)}");
        if (_until > 0)
            parts.Add($"until={Text(_until)}");
        if (NotViaCname)
            parts.Add("not-via-cname");
        if (_cancelledBy.Length > 0)
            parts.Add($"cancelled-by={string.Join('|', _cancelledBy.Select(list => list.ToString(CultureInfo.InvariantCulture)))}");
        if (!Answer.Equals(RuleAnswer.Default))
            parts.Add($"answer={Answer}");
        if (_exemptNames.Length > 0)
            parts.Add($"denyallow={string.Join('|', _exemptNames.Select(EscapeComma))}");
        return string.Join(',', parts);
    }

    internal static string EscapeComma(DomainName name) => name.ToString().Replace(",", "\\,", StringComparison.Ordinal);

    private static T[] Sorted<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        if (items.Count > MaxItems)
            throw new ArgumentException($"{items.Count} items are too many; the options of a rule take {MaxItems} of a kind.", nameof(items));
        return [.. items.Distinct().Order()];
    }

    private static uint ToSeconds(DateTimeOffset? instant)
    {
        if (instant is not { } given)
            return 0;
        long seconds = given.ToUnixTimeSeconds();

        // The instant as text: the message would write it in the culture's calendar, and some do not reach so far.
        return seconds is > 0 and <= uint.MaxValue
            ? (uint)seconds
            : throw new ArgumentOutOfRangeException(nameof(instant), given.ToString("O", CultureInfo.InvariantCulture), "The validity of a rule begins and ends after 1970 and not after 2106-02-07.");
    }

    private static DateTimeOffset? ToInstant(uint seconds) => seconds == 0 ? null : DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static string Text(uint seconds) =>
        DateTimeOffset.FromUnixTimeSeconds(seconds).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
