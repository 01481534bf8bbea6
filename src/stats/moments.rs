//! Means, variances and ratios gathered value by value, so that one pass serves every split.

use super::intervals::{Z, student_t, wilson};

/// Count, mean and spread of values.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Moments {
    n: u32,
    sum: f64,
    mean: f64,
    /// `Σ (x − x̄)²`, kept by Welford's recurrence (1962, Technometrics 4): no digits cancel.
    squares: f64,
}

impl Moments {
    pub(crate) fn add(&mut self, value: f64) {
        let n = f64::from(self.n);
        let gap = value - self.mean;
        self.n += 1;
        self.sum += value;
        self.mean += gap * (1.0 / (n + 1.0));
        self.squares += gap * gap * (n / (n + 1.0));
    }

    /// Adds all values of another (Chan, Golub & LeVeque 1983, American Statistician 37).
    pub(crate) fn merge(&mut self, other: &Self) {
        if other.n == 0 {
            return;
        }
        let (a, b) = (f64::from(self.n), f64::from(other.n));
        let gap = other.mean - self.mean;
        self.n += other.n;
        self.sum += other.sum;
        self.mean += gap * (b / (a + b));
        self.squares += other.squares + gap * gap * (a * b / (a + b));
    }

    pub(crate) fn count(&self) -> u32 {
        self.n
    }

    /// The sum over n; `None` of nothing.
    pub(crate) fn mean(&self) -> Option<f64> {
        (self.n > 0).then(|| self.sum / f64::from(self.n))
    }

    /// Unbiased; `None` below two values.
    pub(crate) fn variance(&self) -> Option<f64> {
        (self.n > 1).then(|| self.squares / f64::from(self.n - 1))
    }

    /// Student's interval for the mean, `x̄ ± t s/√n` with n − 1 degrees of freedom; `None` below two
    /// values, and where all are alike, so that nothing tells how they vary.
    pub(crate) fn interval(&self) -> Option<(f64, f64)> {
        let mean = self.mean()?;
        let variance = self.variance().filter(|variance| *variance > 0.0)?;
        let error = (variance / f64::from(self.n)).sqrt() * student_t(self.n as usize - 1);
        Some((mean - error, mean + error))
    }
}

/// Welch's interval for a difference of two means, with the degrees of freedom of Satterthwaite
/// rounded down; `None` where a side has fewer than two values, or neither varies.
pub(crate) fn welch_interval(a: &Moments, b: &Moments) -> Option<(f64, f64)> {
    let gap = a.mean()? - b.mean()?;
    let (part_a, part_b) = (a.variance()? / f64::from(a.n), b.variance()? / f64::from(b.n));
    let sum = part_a + part_b;
    let spread = part_a * part_a / f64::from(a.n - 1) + part_b * part_b / f64::from(b.n - 1);
    if spread <= 0.0 {
        return None;
    }
    // never fewer than the smaller side has, whatever the rounding
    let least = a.n.min(b.n) as usize - 1;
    let error = student_t(((sum * sum / spread) as usize).max(least)) * sum.sqrt();
    Some((gap - error, gap + error))
}

/// Ratios of sums over clusters, such as hits over words by sentence: `Σ y / Σ x` of N kinds of y, all over
/// one x.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Ratios<const N: usize> {
    clusters: u32,
    x: f64,
    mean_x: f64,
    xx: f64,
    y: [f64; N],
    mean_y: [f64; N],
    yy: [f64; N],
    xy: [f64; N],
}

/// A single one.
pub(crate) type Ratio = Ratios<1>;

impl<const N: usize> Default for Ratios<N> {
    fn default() -> Self {
        Self::NONE
    }
}

impl<const N: usize> Ratios<N> {
    /// Of nothing.
    pub(crate) const NONE: Self = {
        let (x, none) = (0.0, [0.0; N]);
        Self { clusters: 0, x, mean_x: x, xx: x, y: none, mean_y: none, yy: none, xy: none }
    };

    /// A cluster.
    pub(crate) fn add(&mut self, y: [f64; N], x: f64) {
        // as merging it would
        let n = f64::from(self.clusters);
        let (weight, joint) = (1.0 / (n + 1.0), n / (n + 1.0));
        let gap_x = x - self.mean_x;
        for (i, y) in y.into_iter().enumerate() {
            let gap_y = y - self.mean_y[i];
            self.y[i] += y;
            self.mean_y[i] += gap_y * weight;
            self.yy[i] += gap_y * gap_y * joint;
            self.xy[i] += gap_x * gap_y * joint;
        }
        self.clusters += 1;
        self.x += x;
        self.mean_x += gap_x * weight;
        self.xx += gap_x * gap_x * joint;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        if other.clusters == 0 {
            return;
        }
        let (a, b) = (f64::from(self.clusters), f64::from(other.clusters));
        let (weight, joint) = (b / (a + b), a * b / (a + b));
        let gap_x = other.mean_x - self.mean_x;
        for i in 0..N {
            let gap_y = other.mean_y[i] - self.mean_y[i];
            self.y[i] += other.y[i];
            self.mean_y[i] += gap_y * weight;
            self.yy[i] += other.yy[i] + gap_y * gap_y * joint;
            self.xy[i] += other.xy[i] + gap_x * gap_y * joint;
        }
        self.clusters += other.clusters;
        self.x += other.x;
        self.mean_x += gap_x * weight;
        self.xx += other.xx + gap_x * gap_x * joint;
    }

    /// Count, mean and spread of the y of one.
    pub(crate) fn moments(&self, i: usize) -> Moments {
        let (sum, mean, squares) = (self.y[i], self.mean_y[i], self.yy[i]);
        Moments { n: self.clusters, sum, mean, squares }
    }

    /// One of them.
    pub(crate) fn of(&self, i: usize) -> Ratio {
        let Self { clusters, x, mean_x, xx, y, mean_y, yy, xy } = *self;
        let [y, mean_y, yy, xy] = [y, mean_y, yy, xy].map(|sums| [sums[i]]);
        Ratio { clusters, x, mean_x, xx, y, mean_y, yy, xy }
    }

    pub(crate) fn clusters(&self) -> u32 {
        self.clusters
    }

    /// `Σ x`.
    pub(crate) fn x(&self) -> f64 {
        self.x
    }
}

impl Ratio {
    /// `Σ y / Σ x`; `None` where the x add up to 0.
    pub(crate) fn value(&self) -> Option<f64> {
        (self.x > 0.0).then(|| self.y[0] / self.x)
    }

    /// Variance of the mean over clusters of `a y + b x`; `None` below two clusters. The delta method
    /// makes the variance of any smooth function of the two sums of it.
    fn variance_of(&self, a: f64, b: f64) -> Option<f64> {
        let m = f64::from(self.clusters);
        let (of_y, of_x) = (a * a * self.yy[0], b * b * self.xx);
        let squares = of_y + 2.0 * a * b * self.xy[0] + of_x;
        // what is left where the two cancel is rounding
        let squares = if squares > 1e-12 * (of_y + of_x) { squares } else { 0.0 };
        (self.clusters > 1).then(|| squares / (m * (m - 1.0)))
    }

    /// Student's interval of a smooth function of the means of y and x over m clusters by the delta
    /// method, from its value and its derivatives by the two, with m − 1 degrees of freedom; `None` below
    /// two clusters, and where nothing varies.
    pub(crate) fn interval_of(&self, value: f64, by_y: f64, by_x: f64) -> Option<(f64, f64)> {
        let variance = self.variance_of(by_y, by_x).filter(|variance| *variance > 0.0)?;
        let error = variance.sqrt() * student_t(self.clusters as usize - 1);
        Some((value - error, value + error))
    }

    /// Variance of the ratio by the delta method, `m/(m − 1) · Σ (y − r x)² / (Σ x)²` over m clusters
    /// (Cochran 1977, chapter 6).
    fn variance(&self) -> Option<f64> {
        let r = self.value()?;
        Some(self.variance_of(1.0, -r)? / (self.mean_x * self.mean_x))
    }

    /// Student's interval of the ratio; `None` below two clusters, and where all have the same ratio.
    pub(crate) fn interval(&self) -> Option<(f64, f64)> {
        let r = self.value()?;
        self.interval_of(r, 1.0 / self.mean_x, -r / self.mean_x)
    }

    /// The interval where y is a part of x, units that come in clusters; `None` below two clusters.
    ///
    /// The variance, widened by Student's t, says how many independent units the clusters are worth;
    /// Wilson's interval takes that number (Korn & Graubard 1998). Where the share is 0 or 1 the
    /// variance says nothing and each cluster counts as one unit.
    pub(crate) fn share_interval(&self) -> Option<(f64, f64)> {
        let p = self.value().filter(|_| self.clusters > 1)?;
        if p <= 0.0 || p >= 1.0 {
            return Some(wilson(p, f64::from(self.clusters)));
        }
        let widening = student_t(self.clusters as usize - 1) / Z;
        let variance = self.variance()? * widening * widening;
        Some(wilson(p, (p * (1.0 - p) / variance).min(self.x)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::wilson_interval;
    use proptest::prelude::*;

    fn moments(values: &[f64]) -> Moments {
        let mut all = Moments::default();
        for &value in values {
            all.add(value);
        }
        all
    }

    fn ratio(clusters: &[(u32, u32)]) -> Ratio {
        let mut all = Ratio::default();
        for &(y, x) in clusters {
            all.add([f64::from(y)], f64::from(x));
        }
        all
    }

    fn close(a: f64, b: f64) {
        assert!((a - b).abs() < 5e-4, "{a} is not {b}");
    }

    #[test]
    fn means() {
        // by hand: 1, 2, 3, 4: mean 2.5, s = 1.29099, t(3) = 3.18245
        let (low, high) = moments(&[1.0, 2.0, 3.0, 4.0]).interval().expect("n > 1");
        close(low, 2.5 - 3.182_45 * 1.290_99 / 2.0);
        close(high, 2.5 + 3.182_45 * 1.290_99 / 2.0);
        assert_eq!(moments(&[1.0]).interval(), None);
        assert_eq!(moments(&[0.1; 7]).interval(), None);
        assert_eq!(moments(&[]).mean(), None);
    }

    /// By hand: variances 2.5 and 56/3, error √(.5 + 4.667), 5.167²/(.5²/4 + 4.667²/3) = 3.65 degrees,
    /// so t(3) = 3.18245.
    #[test]
    fn differences_of_means() {
        let gap = |a: &[f64], b: &[f64]| welch_interval(&moments(a), &moments(b));
        let (low, high) = gap(&[1.0, 2.0, 3.0, 4.0, 5.0], &[2.0, 4.0, 6.0, 12.0]).expect("n > 1");
        let error = 3.182_45 * (0.5_f64 + 56.0 / 12.0).sqrt();
        close(low, -3.0 - error);
        close(high, -3.0 + error);
        assert_eq!(gap(&[1.0, 1.0], &[3.0, 3.0]), None);
        assert!(gap(&[1.0, 1.0], &[3.0, 4.0]).is_some());
        assert_eq!(gap(&[1.0], &[3.0, 3.0]), None);
    }

    /// By hand: 3 sentences with 10 of 10, 0 of 10, 5 of 20 words: p = .375, residuals 6.25, −3.75
    /// and −2.5, variance 3/2 · 59.375 / 40² = .05566, widened by (4.3027/1.96)² to .26826, so that 40
    /// words are worth .234375 / .26826 = .8737; Wilson with that n.
    #[test]
    fn shares_of_clusters() {
        let three = ratio(&[(10, 10), (0, 10), (5, 20)]);
        let (low, high) = three.share_interval().expect("m > 1");
        let (by_hand_low, by_hand_high) = wilson(0.375, 0.8737);
        close(low, by_hand_low);
        close(high, by_hand_high);
        let (low, high) = three.interval().expect("m > 1");
        close(low, 0.375 - 4.302_65 * 0.055_66_f64.sqrt());
        close(high, 0.375 + 4.302_65 * 0.055_66_f64.sqrt());
        // r = 3/4; residuals 2 − 1.5, 1 − 1.5: v = 2 · .5 / 16 = 1/16; t(1) = 12.7062
        let (low, high) = ratio(&[(2, 2), (1, 2)]).interval().expect("m > 1");
        close(low, 0.75 - 12.706_204_7 / 4.0);
        close(high, 0.75 + 12.706_204_7 / 4.0);
        assert_eq!(ratio(&[(1, 1)]).interval(), None);
        assert_eq!(ratio(&[(1, 0), (2, 0)]).interval(), None);
        // units of one cluster each: as many as a sample of them is worth, but for Student's t
        let single: Vec<(u32, u32)> = (0..1000).map(|i| (u32::from(i % 4 == 0), 1)).collect();
        let (low, high) = ratio(&single).share_interval().expect("m > 1");
        let (wilson_low, wilson_high) = wilson_interval(250, 1000).expect("n > 0");
        close(low, wilson_low);
        close(high, wilson_high);
        // no variance: a cluster is a unit; equal shares inside: no more units than there are
        let share = |clusters: &[(u32, u32)]| ratio(clusters).share_interval();
        assert_eq!(share(&[(0, 9), (0, 7)]), wilson_interval(0, 2));
        assert_eq!(share(&[(7, 7), (9, 9)]), wilson_interval(2, 2));
        assert_eq!(share(&[(2, 4), (3, 6)]), wilson_interval(5, 10));
        assert_eq!(share(&[(2, 4)]), None);
    }

    proptest! {
        /// However the values are grouped.
        #[test]
        fn merging_is_adding(
            groups in prop::collection::vec(prop::collection::vec((-9.0..9.0_f64, 0.0..9.0_f64), 0..5), 0..5)
        ) {
            let (mut all, mut merged) = (Moments::default(), Moments::default());
            let (mut ratio, mut merged_ratio) = (Ratio::default(), Ratio::default());
            for group in &groups {
                let (mut part, mut part_ratio) = (Moments::default(), Ratio::default());
                for &(y, x) in group {
                    all.add(y);
                    part.add(y);
                    ratio.add([y], x);
                    part_ratio.add([y], x);
                }
                merged.merge(&part);
                merged_ratio.merge(&part_ratio);
            }
            let same = |a: Option<f64>, b: Option<f64>| match (a, b) {
                (Some(a), Some(b)) => (a - b).abs() < 1e-9 * (1.0 + a.abs()),
                (a, b) => a == b,
            };
            prop_assert_eq!(all.count(), merged.count());
            prop_assert!(same(all.mean(), merged.mean()));
            prop_assert!(same(all.variance(), merged.variance()));
            prop_assert!(same(ratio.value(), merged_ratio.value()));
            prop_assert!(same(ratio.variance_of(1.0, -0.5), merged_ratio.variance_of(1.0, -0.5)));
        }
    }
}
