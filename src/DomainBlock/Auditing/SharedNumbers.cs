namespace DomainBlock.Auditing;

/// <summary>Numbers for what two blocklists may both have, so that the same things have the same number and are quickly compared. From 1.</summary>
internal sealed class SharedNumbers
{
    private readonly Dictionary<RuleOptions, int> _options = [];
    private readonly Dictionary<(DomainName, RuleKey), int> _zoneRules = [];

    public int Of(RuleOptions options) => Of(_options, options);

    public int OfZoneRule(DomainName name, RuleKey key) => Of(_zoneRules, (name, key));

    private static int Of<T>(Dictionary<T, int> numbers, T item)
        where T : notnull
    {
        if (!numbers.TryGetValue(item, out int number))
            numbers[item] = number = numbers.Count + 1;
        return number;
    }
}
