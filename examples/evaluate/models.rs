//! Where fitted scores come from: the shipped models, one of the caller's, or models fitted in folds, none of
//! which saw the rows that it scores.

use std::path::Path;

use anyhow::{Context, Result, bail};
use presslens::{Analyzer, Labelled, Model, ModelFit, ModelKind, WordVectors};
use rayon::prelude::*;

use crate::common::vectors;
use crate::header;
use crate::measures::groups;

/// The model of a task.
pub(crate) enum Models {
    Shipped,
    /// A caller's.
    Given(Box<Model>),
    /// Fitted anew in folds.
    Refit(Fitting),
}

/// What a model is fitted with.
pub(crate) struct Fitting {
    vectors: WordVectors,
    /// Those that get numbers; none: those of the shipped model.
    words: Option<Vec<String>>,
    lists: Analyzer,
}

/// Analyzers with one fitted model each, and which of them scores a row.
pub(crate) struct Scorers {
    analyzers: Vec<Analyzer>,
    /// By row; empty where one analyzer scores all.
    folds: Vec<usize>,
    /// What a reader of the figures has to know.
    pub(crate) warning: Option<String>,
}

impl Models {
    pub(crate) fn given(path: &Path) -> Result<Self> {
        let model = Model::from_path(path).context("cannot use the model")?;
        Ok(Self::Given(Box::new(model)))
    }

    pub(crate) fn refit(vectors: &Path, vocabulary: Option<&Path>) -> Result<Self> {
        let words = vocabulary.map(header::vocabulary).transpose()?;
        let vectors = vectors::read(vectors)?;
        Ok(Self::Refit(Fitting { vectors, words, lists: lists_alone()? }))
    }

    pub(crate) fn are_refitted(&self) -> bool {
        matches!(self, Self::Refit(_))
    }
}

impl Fitting {
    /// The words given, else those of the shipped model.
    fn words(&self, kind: ModelKind) -> Result<Vec<String>> {
        if let Some(words) = &self.words {
            return Ok(words.clone());
        }
        let Some(model) = Analyzer::new().model(kind).map(Model::to_text) else {
            bail!("no model {kind} ships whose words could be taken: expected --vocabulary FILE");
        };
        let words =
            model.lines().filter_map(|line| line.strip_prefix("word\t")?.split('\t').next());
        Ok(words.filter(|word| !word.starts_with('-')).map(str::to_owned).collect())
    }

    fn fit(&self, kind: ModelKind, rows: &[Labelled]) -> Result<Analyzer> {
        let fit = ModelFit::new(kind).vectors(&self.vectors).vocabulary(self.words(kind)?);
        let model = fit.fit(&self.lists, rows)?;
        Ok(Analyzer::builder().fitted(false).model(model).contributions(true).build()?)
    }
}

impl Scorers {
    /// Scorers of rows by a model of a kind, each row by one that did not see its fold where models are
    /// refitted. `None` where none ships. `sha256` is that of the file of rows.
    pub(crate) fn by_folds(
        kind: ModelKind,
        models: &Models,
        rows: &[Labelled],
        folds: &[usize],
        sha256: &str,
    ) -> Result<Option<Self>> {
        let Models::Refit(fitting) = models else { return Self::unchanged(kind, models, sha256) };
        let count = folds.iter().max().map_or(0, |last| last + 1);
        if count < 2 {
            bail!("all rows are of one group: nothing is left to fit on");
        }
        let analyzers = (0..count).into_par_iter().map(|fold| {
            let others = rows.iter().zip(folds).filter(|(_, of)| **of != fold);
            let others: Vec<Labelled> = others.map(|(row, _)| row.clone()).collect();
            fitting.fit(kind, &others).with_context(|| format!("fold {} of {count}", fold + 1))
        });
        // all, so that the first error is the same on any number of threads
        let analyzers: Vec<Result<Analyzer>> = analyzers.collect();
        let analyzers = analyzers.into_iter().collect::<Result<Vec<Analyzer>>>()?;
        Ok(Some(Self { analyzers, folds: folds.to_vec(), warning: None }))
    }

    /// The same of one model, refitted on rows that are not to be scored.
    pub(crate) fn on(
        kind: ModelKind,
        models: &Models,
        rows: &[Labelled],
        sha256: &str,
    ) -> Result<Option<Self>> {
        let Models::Refit(fitting) = models else { return Self::unchanged(kind, models, sha256) };
        let analyzers = vec![fitting.fit(kind, rows)?];
        Ok(Some(Self { analyzers, folds: Vec::new(), warning: None }))
    }

    fn unchanged(kind: ModelKind, models: &Models, sha256: &str) -> Result<Option<Self>> {
        let mut builder = Analyzer::builder().contributions(true);
        if let Models::Given(model) = models {
            if model.kind() != kind {
                bail!("the model is one of {}: this task needs one of {kind}", model.kind());
            }
            builder = builder.model((**model).clone());
        }
        let analyzer = builder.build()?;
        let Some(model) = analyzer.model(kind) else { return Ok(None) };
        let in_sample = model.training_sha256() == sha256;
        let warning = in_sample.then(|| {
            format!(
                "the model of {kind} was fitted on this very file: figures of the rows that it saw are \
                 in-sample and flatter it; --vectors fits it anew in folds"
            )
        });
        Ok(Some(Self { analyzers: vec![analyzer], folds: Vec::new(), warning }))
    }

    pub(crate) fn of(&self, row: usize) -> &Analyzer {
        &self.analyzers[self.folds.get(row).copied().unwrap_or(0)]
    }
}

/// An analyzer that scores by lists and rules, without any model.
pub(crate) fn lists_alone() -> Result<Analyzer> {
    Ok(Analyzer::builder().fitted(false).contributions(true).build()?)
}

/// A fold for each group, rows without one together: leave one outlet out.
pub(crate) fn leave_one_out(names: &[Option<String>]) -> Vec<usize> {
    let named = names.iter().map(|name| Some(name.clone().unwrap_or_default()));
    groups(&named.collect::<Vec<Option<String>>>())
}
