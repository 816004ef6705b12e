using DomainBlock.Matching;

namespace DomainBlock.Auditing;

/// <summary>A rule where it stands.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Labels">How many labels its name has; 0 for an expression.</param>
/// <param name="Name">The number of its name, label under any suffix, or expression: the same for those that share one.</param>
/// <param name="Place">Its place in the listing, which on one name is the order of precedence.</param>
internal readonly record struct Standing(Rule Rule, int Labels, int Name, int Place)
{
    /// <summary>What of the rule decides. Its options are left out: what they say plays no part in precedence between rules of different names.</summary>
    public RuleRecord Record => new(Rule.Pattern, Rule.Action, Rule.Level, (ushort)Rule.List);

    /// <summary>Whether the rule applies whenever its pattern matches.</summary>
    public bool IsUnconditional
    {
        get
        {
            RuleOptions options = Rule.Options;
            return options.IsEmpty
                || (options.QueryTypes.Count == 0 && options.ExemptNames.Count == 0 && !options.NotViaCname && options.From is null && options.Until is null && options.CancelledBy.Count == 0);
        }
    }

    /// <summary>Whether it wins over another one that matches the same name.</summary>
    public bool IsStronger(Standing other, Profile profile) => Name == other.Name
        ? Place < other.Place
        : Precedence.IsStronger(profile, Record, Labels, other.Record, other.Labels);
}
